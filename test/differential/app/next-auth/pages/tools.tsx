import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

/** A `redirect()` thrown in this try would be swallowed by its catch, if that did not let it pass. */
export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  try {
    const session = await getServerSession(req, res, authOptions);
    if (!session) return { redirect: { destination: "/login", permanent: false } };
    return { props: { tools: ["spade", "hoe"] } };
  } catch {
    return { props: { tools: [] } };
  }
};

export default function Tools({ tools }: { tools: string[] }) {
  return <p>In the tool shed: {tools.join(", ")}</p>;
}
