import type { GetServerSideProps } from "next";
import { readSession } from "@/lib/session";

export const getServerSideProps: GetServerSideProps<{ name: string }> = async ({ req }) => ({
  props: { name: (await readSession(req))?.name ?? "passer-by" },
});

export default function Greeting({ name }: { name: string }) {
  return <p>Good night, {name}</p>;
}
