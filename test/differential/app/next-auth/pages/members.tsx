import type { GetServerSidePropsContext } from "next";
import { getServerSession } from "next-auth/next";
import { listMembers } from "@/lib/members";
import { authOptions } from "./api/auth/[...nextauth]";

export const getServerSideProps = async (context: GetServerSidePropsContext) => {
  const session = await getServerSession(context.req, context.res, authOptions);

  if (session) {
    const names = listMembers().map((member) => member.name);
    return { props: { names } };
  } else {
    return { redirect: { destination: "/login", permanent: false } };
  }
};

export default function Members({ names }: { names: string[] }) {
  return <p>On the roll: {names.join(", ")}</p>;
}
