import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";
import { readSession } from "@/lib/session";

export const getServerSideProps: GetServerSideProps<{ dome: string }> = async (context) => {
  const { req, params, resolvedUrl } = context;
  const observer = await readSession(req);
  if (!observer) {
    const next = encodeURIComponent(resolvedUrl);
    return { redirect: { destination: `/login?next=${next}`, permanent: false } };
  }
  const dome = String(params?.dome);
  if (dome === "closed") return { notFound: true };
  return { props: { dome } };
};

export default function Dome({ dome }: { dome: string }) {
  const { query } = useRouter();
  return (
    <p>
      Inside dome {dome}, also known as {query.dome}, lamp {query.lamp ?? "off"}
    </p>
  );
}
