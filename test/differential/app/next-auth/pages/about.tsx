import Head from "next/head";
import { useRouter } from "next/router";
import { SeedCard } from "@/components/SeedCard";

/** Public, no session code: it has no reason to move. */
export default function About() {
  const { query } = useRouter();
  return (
    <>
      <Head>
        <title>About the club</title>
      </Head>
      <h1>About</h1>
      <ul>
        <SeedCard crop="Peas" bed="a" />
      </ul>
      {query.from && <p>You came from: {query.from}</p>}
    </>
  );
}
