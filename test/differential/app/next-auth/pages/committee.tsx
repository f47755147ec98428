import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { BackLink } from "@/components/BackLink";
import { authOptions } from "@/lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: {} };
};

/** Its button is shared with the home page, which stays in the Pages Router. */
export default function Committee() {
  return (
    <>
      <h1>Committee tea list</h1>
      <BackLink />
    </>
  );
}
