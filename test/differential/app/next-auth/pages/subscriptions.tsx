import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: {} };
};

/** The router takes a URL object here; the one of next/navigation takes text only. */
export default function Subscriptions() {
  const router = useRouter();
  const year = router.query.year ?? "this year";
  const next = () => router.push({ pathname: "/subscriptions", query: { year: 2027 } });
  return (
    <>
      <h1>Subscriptions paid: {year}</h1>
      <button type="button" onClick={next}>
        Next year
      </button>
    </>
  );
}
