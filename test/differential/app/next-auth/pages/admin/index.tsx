import type { GetServerSideProps, InferGetServerSidePropsType } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";
import { listMembers } from "@/lib/members";

export const getServerSideProps = (async ({ req, res, query }) => {
  const session = await getServerSession(req, res, authOptions);

  if (!session) {
    return { redirect: { destination: `/login?year=${query.year ?? "now"}`, permanent: false } };
  }
  if (session.user.role !== "admin") {
    return { redirect: { destination: "/dashboard?denied=admin", permanent: false } };
  }

  return { props: { members: listMembers() } };
}) satisfies GetServerSideProps<{ members: { name: string; role: string }[] }>;

type Props = InferGetServerSidePropsType<typeof getServerSideProps>;

export default function Admin({ members }: Props) {
  return (
    <>
      <h1>Committee room</h1>
      <ul>
        {members.map((member) => (
          <li key={member.name}>
            {member.name}: {member.role}
          </li>
        ))}
      </ul>
    </>
  );
}
