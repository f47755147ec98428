import { useRouter } from "next/router";
import { withSessionSsr } from "@/lib/session";

export const getServerSideProps = withSessionSsr(async ({ req, query }) => {
  if (req.session.reader) return { redirect: { destination: "/desk", permanent: false } };
  return { props: { next: typeof query.next === "string" ? query.next : "/desk" } };
});

export default function Login({ next }) {
  const router = useRouter();
  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = JSON.stringify(Object.fromEntries(form));
    const headers = { "content-type": "application/json" };
    const { ok } = await fetch("/api/login", { method: "POST", headers, body });
    if (ok) router.push(next);
  }
  return (
    <form onSubmit={submit}>
      <h1>Show your ticket</h1>
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
