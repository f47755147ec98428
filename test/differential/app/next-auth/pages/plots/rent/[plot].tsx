import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

/** `query` holds the route's own parameter, too, and that one wins over `?plot=`. */
export const getServerSideProps: GetServerSideProps = async ({ req, res, query }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return { redirect: { destination: `/login?rent=${query.plot}`, permanent: false } };
  }
  return { props: { plot: query.plot, keys: Object.keys(query).sort() } };
};

export default function Rent({ plot, keys }: { plot: string; keys: string[] }) {
  const { query } = useRouter();
  return (
    <p>
      Rent for {plot} and {query.plot}, asked by {keys.join(", ")}
    </p>
  );
}
