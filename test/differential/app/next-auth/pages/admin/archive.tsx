import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

/** Moved for good: members are sent on with a permanent redirect. */
export const getServerSideProps: GetServerSideProps = async ({ req, res, query }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  if (session.user.role !== "admin")
    return {
      redirect: { destination: `/plots?year=${query.year ?? "all"}`, permanent: true },
    };
  return { props: { year: query.year ?? null } };
};

export default function Archive({ year }: { year: string | null }) {
  return <h1>Minutes of {year ?? "every year"}</h1>;
}
