import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  res.setHeader("Set-Cookie", "last-visit=today; Path=/; HttpOnly; SameSite=Lax");
  return { props: { before: req.cookies["last-visit"] ?? "never" } };
};

export default function Visit({ before }: { before: string }) {
  return <p>Gate book, last visit: {before}</p>;
}
