import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";
import type { FormEvent } from "react";
import { readSession } from "@/lib/session";

export const getServerSideProps: GetServerSideProps<{ next: string }> = async ({ req, query }) => {
  const next = typeof query.next === "string" ? query.next : "/domes";
  const isSignedIn = (await readSession(req)) !== null;
  if (isSignedIn) return { redirect: { destination: next, permanent: false } };
  return { props: { next } };
};

export default function Login({ next }: { next: string }) {
  const router = useRouter();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget)) body.set(name, String(value));
    const { ok } = await fetch("/api/login", { method: "POST", body });
    if (ok) router.push(next);
  }
  return (
    <form onSubmit={submit}>
      <h1>Who goes there?</h1>
      <label>
        Email <input name="email" />
      </label>
      <label>
        Password <input name="password" type="password" />
      </label>
      <button type="submit">Sign in</button>
    </form>
  );
}
