import { getAuth } from "@clerk/nextjs/server";
import type { GetServerSideProps } from "next";

export const getServerSideProps: GetServerSideProps = async ({ req, query }) => {
  try {
    const { userId } = getAuth(req);
    if (!userId) return { redirect: { destination: "/login?from=lessons", permanent: false } };
    if (query.day === "never") throw new Error("no such day");
    return { props: { text: `booked by ${userId}` } };
  } catch (error) {
    return { props: { text: `cannot be shown, ${(error as Error).message}` } };
  }
};

export default function Lessons({ text }: { text: string }) {
  return <p>Lessons {text}</p>;
}
