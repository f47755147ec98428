import { jwtVerify } from "jose";
import type { GetServerSideProps } from "next";
import { COOKIE } from "@/lib/session";

export const getServerSideProps: GetServerSideProps<{ polished: string }> = async ({ req }) => {
  const secret = new TextEncoder().encode(process.env.SESSION_SECRET);
  const verified = await jwtVerify(req.cookies[COOKIE] ?? "", secret).catch(() => null);
  if (!verified) return { redirect: { destination: "/login?from=mirror", permanent: false } };
  return { props: { polished: String(verified.payload.role) } };
};

export default function Mirror({ polished }: { polished: string }) {
  return <p>Mirror polished for the {polished}</p>;
}
