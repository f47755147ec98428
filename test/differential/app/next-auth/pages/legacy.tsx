import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

/** `redirect()` of the App Router answers 307 instead, which browsers follow like 302. */
export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", statusCode: 302 } };
  return { props: {} };
};

export default function Legacy() {
  return <p>Old parish map</p>;
}
