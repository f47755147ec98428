import type { GetServerSidePropsContext } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

const redirect = { destination: "/login?from=rota", permanent: false };

/** Its names are those that the App Router's functions have. */
async function getServerSideProps({ req, res, query }: GetServerSidePropsContext) {
  const session = await getServerSession(req, res, authOptions);
  const notFound = query.week === "0";
  if (!session) return { redirect: { destination: redirect.destination, permanent: false } };
  if (notFound) return { notFound: true };
  return { props: { searchParams: `week ${query.week ?? 1}` } };
}

export default function Page({ searchParams }: { searchParams: string }) {
  return <p>Rota of {searchParams}</p>;
}

export { getServerSideProps };
