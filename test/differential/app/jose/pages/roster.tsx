import type { GetServerSidePropsContext } from "next";
import { readSession } from "@/lib/session";

export async function getServerSideProps({ req, query }: GetServerSidePropsContext) {
  const observer = await readSession(req);
  if (!observer) return { redirect: { destination: "/login?from=roster", permanent: false } };
  if (observer.role === "observer") return { redirect: { destination: "/badge", permanent: true } };
  if (query.week === "53") return { notFound: true as const };
  return { props: { week: String(query.week ?? "1") } };
}

export default function Roster({ week }: { week: string }) {
  return <p>Roster of week {week}</p>;
}
