import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { useSession } from "next-auth/react";
import { authOptions } from "@/lib/auth";

/** Hands the session to `_app`, whose provider shows it from the first byte on. */
export const getServerSideProps: GetServerSideProps = async (ctx) => {
  const session = await getServerSession(ctx.req, ctx.res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: { session } };
};

export default function Profile() {
  const { data: session } = useSession();
  return <h1>{session ? `Badge of ${session.user.name}` : "No badge yet"}</h1>;
}
