import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

/** No guard: the page is for everybody and greets those it knows. */
export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  return { props: { name: session?.user.name ?? null } };
};

export default function Notices({ name }: { name: string | null }) {
  return <h1>{name ? `Notices for ${name}` : "Notices for passers-by"}</h1>;
}
