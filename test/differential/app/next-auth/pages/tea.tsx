import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";
import { listMembers } from "@/lib/members";

const loadMembers = async () => listMembers();

/** Data and session at once; outcomes in a loop and a switch. */
export const getServerSideProps: GetServerSideProps = async (context) => {
  const [session, all] = await Promise.all([
    getServerSession(context.req, context.res, authOptions),
    loadMembers(),
  ]);
  const name = session?.user.name;
  for (const member of all) {
    if (member.name !== name) continue;
    switch (member.role) {
      case "admin":
        return { redirect: { destination: "https://example.org/tea?for=admin", permanent: false } };
      default:
        return { props: { name } };
    }
  }
  return { redirect: { destination: "/login?from=tea", permanent: false } };
};

export default function Tea({ name }: { name: string }) {
  return <p>Tea tin of {name}</p>;
}
