import { getAuth } from "@clerk/nextjs/server";
import type { GetServerSideProps } from "next";

export const getServerSideProps: GetServerSideProps<{ id: string }> = async ({ req }) => ({
  props: { id: getAuth(req).userId ?? "whoever you are" },
});

export default function Greeting({ id }: { id: string }) {
  return <p>Climb safely, {id}</p>;
}
