import type { GetServerSideProps } from "next";
import { readSession } from "@/lib/session";

export const getServerSideProps: GetServerSideProps = async ({ req, query }) => {
  try {
    const observer = await readSession(req);
    if (!observer) return { redirect: { destination: "/login?from=weather", permanent: false } };
    if (query.station === "gone") throw new Error("no such station");
    return { props: { forecast: `clear skies for ${observer.name}` } };
  } catch (error) {
    return { props: { forecast: `unknown, ${(error as Error).message}` } };
  }
};

export default function Weather({ forecast }: { forecast: string }) {
  return <p>Forecast: {forecast}</p>;
}
