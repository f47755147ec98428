import type { GetServerSideProps } from "next";
import Head from "next/head";
import Link from "next/link";
import { useRouter } from "next/router";
import { getServerSession } from "next-auth/next";
import { useState } from "react";
import Crumbs from "@/components/Crumbs";
import { authOptions } from "@/lib/auth";
import { berths } from "@/lib/berths";
import { usePhrase } from "@/lib/phrases";
import { useFetched } from "@/lib/query";
import { phrases } from "@/lib/texts";
import type { NextPageWithLayout } from "../_app";

interface Props {
  found: typeof berths;
}

export const getServerSideProps: GetServerSideProps = async ({ req, res, query }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return { redirect: { destination: "/login?from=berths", permanent: false } };
  }
  const found = berths.filter(({ pier }) => !query.pier || query.pier === pier);
  return { props: { session, found, phrases, fetched: [["tide", "High water at six"]] } };
};

const Berths: NextPageWithLayout<Props> = ({ found }) => {
  const router = useRouter();
  const tide = useFetched("tide");
  const say = usePhrase();
  const [went, setWent] = useState("not yet");
  return (
    <main>
      <Head>
        <title key="title">{`Berths (${found.length})`}</title>
        <meta name="description" content="All berths of the club" />
      </Head>
      <h1>All berths</h1>
      <Crumbs />
      <p>
        {say("tide")}: {tide}. South: {went}
      </p>
      <ul>
        {found.map(({ id, boat }) => (
          <li key={id}>
            <Link href={`/berths/${encodeURIComponent(id)}`}>{boat}</Link>
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={async () => {
          const done = await router.push({ query: { ...router.query, pier: "south" } });
          setWent(done ? "gone" : "failed");
        }}
      >
        South pier
      </button>
      <button
        type="button"
        onClick={() =>
          router.push({ pathname: "/berths/[berth]", query: { berth: "b 2", x: [1, 2] } })
        }
      >
        To Sandpiper
      </button>
      <button
        type="button"
        onClick={() => router.push("/berths?pier=north&seen=yes", undefined, { shallow: true })}
      >
        Mark as seen
      </button>
    </main>
  );
};

export default Berths;
