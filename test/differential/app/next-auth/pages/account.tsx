import type { NextPage, NextPageContext } from "next";
import Head from "next/head";
import { useRouter } from "next/router";
import { getSession } from "next-auth/react";
import { useEffect, useState } from "react";

interface Props {
  email: string;
}

const Account: NextPage<Props> = ({ email }) => {
  const router = useRouter();
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  return (
    <>
      <Head>
        <title>Your account</title>
        <meta name="description" content="What the club knows of you" />
      </Head>
      <h1>Letters go to {email}</h1>
      <p>{ready ? "Form ready" : "Form loading"}</p>
      <button type="button" onClick={() => router.push("/account?edit=1")}>
        Edit
      </button>
      {router.query.edit && <p>Editing {router.query.edit}</p>}
    </>
  );
};

export default Account;

export async function getServerSideProps(context: NextPageContext) {
  const session = await getSession(context);
  if (!session?.user?.email) {
    return { redirect: { destination: "/login?callbackUrl=/account", permanent: false } };
  }
  return { props: { email: session.user.email } };
}
