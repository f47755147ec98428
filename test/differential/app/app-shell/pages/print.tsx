import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (session?.user.role !== "admin") {
    return { notFound: true };
  }
  return { props: {} };
};

export default function Print() {
  return <pre>Ledger of the harbour master</pre>;
}

Print.bare = true;
