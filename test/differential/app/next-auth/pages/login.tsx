import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";
import { getSession, signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";

/** The guard turned round: who is logged in has no business here. */
export const getServerSideProps: GetServerSideProps = async (context) => {
  const session = await getSession(context);

  if (session) {
    return {
      redirect: {
        destination: "/dashboard",
        permanent: false,
      },
    };
  }

  return {
    props: {},
  };
};

export default function Login() {
  const router = useRouter();
  const [problem, setProblem] = useState("");

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const answer = await signIn("credentials", {
      email: form.get("email"),
      password: form.get("password"),
      redirect: false,
    });
    if (answer?.ok) router.push(String(router.query.callbackUrl ?? "/dashboard"));
    else setProblem("Wrong address or password");
  }

  return (
    <form onSubmit={submit}>
      <h1>Log in</h1>
      {router.query.callbackUrl && <p>Then on to {router.query.callbackUrl}</p>}
      <label>
        Email <input name="email" type="email" />
      </label>
      <label>
        Password <input name="password" type="password" />
      </label>
      <button type="submit">Log in</button>
      <p role="alert">{problem}</p>
    </form>
  );
}
