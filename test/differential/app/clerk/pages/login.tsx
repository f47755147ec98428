import { getAuth } from "@clerk/nextjs/server";
import type { GetServerSideProps } from "next";

export const getServerSideProps: GetServerSideProps<{ next: string }> = async ({ req, query }) => {
  if (getAuth(req).userId) return { redirect: { destination: "/walls", permanent: false } };
  return { props: { next: typeof query.next === "string" ? query.next : "/walls" } };
};

export default function Login({ next }: { next: string }) {
  return <h1>Sign in to go on to {next}</h1>;
}
