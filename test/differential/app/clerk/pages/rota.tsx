import { getAuth } from "@clerk/nextjs/server";
import type { GetServerSideProps } from "next";
import { roleOf } from "@/lib/guards";

export const getServerSideProps: GetServerSideProps = async (context) => {
  if (!getAuth(context.req).userId) {
    return { redirect: { destination: "/login?from=rota", permanent: false } };
  }
  if (roleOf(context) !== "setter") return { redirect: { destination: "/pass", permanent: true } };
  if (context.query.week === "53") return { notFound: true };
  return { props: { week: context.query.week ?? "1" } };
};

export default function Rota({ week }: { week: string }) {
  return <p>Rota for week {week}</p>;
}
