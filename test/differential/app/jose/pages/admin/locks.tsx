import type { GetServerSideProps } from "next";
import { requireRole } from "@/lib/guards";

export const getServerSideProps: GetServerSideProps<{ locks: number }> = async (context) => {
  const asked = await requireRole(context, "keeper");
  if ("refusal" in asked) return asked.refusal;
  return { props: { locks: asked.observer.name.length } };
};

export default function Locks({ locks }: { locks: number }) {
  return <p>Locks on the gates: {locks}</p>;
}
