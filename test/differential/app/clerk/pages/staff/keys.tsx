import { buildClerkProps, getAuth } from "@clerk/nextjs/server";
import type { GetServerSidePropsContext } from "next";

export async function getServerSideProps({ req }: GetServerSidePropsContext) {
  const { userId, sessionClaims } = getAuth(req);
  if (!userId || sessionClaims?.role !== "setter") {
    const missing = userId ? "role" : "login";
    return { redirect: { destination: `/login?missing=${missing}`, permanent: false } };
  }
  return { props: { keys: 3, ...buildClerkProps(req) } };
}

export default function Keys({ keys }: { keys: number }) {
  return <p>Keys to the shed: {keys}</p>;
}
