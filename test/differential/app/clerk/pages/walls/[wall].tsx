import { buildClerkProps, getAuth } from "@clerk/nextjs/server";
import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";

export const getServerSideProps: GetServerSideProps = async ({ req, params, resolvedUrl }) => {
  const { userId } = getAuth(req);
  if (!userId) {
    const next = encodeURIComponent(resolvedUrl);
    return { redirect: { destination: `/login?next=${next}`, permanent: false } };
  }
  if (params?.wall === "shut") return { notFound: true };
  return { props: { wall: params?.wall, ...buildClerkProps(req) } };
};

export default function Wall({ wall }: { wall: string }) {
  const { query } = useRouter();
  return (
    <p>
      Wall {wall}, asked for as {query.wall}, rope {query.rope ?? "none"}
    </p>
  );
}
