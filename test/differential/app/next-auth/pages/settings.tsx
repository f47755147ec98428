import type { GetServerSideProps } from "next";
import { getSession } from "next-auth/react";

export const getServerSideProps: GetServerSideProps = async ({ req }) => {
  const session = await getSession({ req });
  if (session) {
    return { props: { role: session.user.role } };
  }
  return { redirect: { destination: "/login?callbackUrl=%2Fsettings", permanent: false } };
};

export default function Settings(props: { role: string }) {
  return <h1>Keys held by: {props.role}</h1>;
}
