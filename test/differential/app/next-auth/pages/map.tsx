import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";
import { getServerSession } from "next-auth/next";
import { useEffect, useState } from "react";
import { authOptions } from "@/lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: {} };
};

/** Listens to the router's events, which the App Router does not have. */
export default function ClubMap() {
  const router = useRouter();
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    const count = () => setMoves((before) => before + 1);
    router.events.on("routeChangeComplete", count);
    return () => router.events.off("routeChangeComplete", count);
  }, [router]);
  return <p>Map of the paths, {moves} moves</p>;
}
