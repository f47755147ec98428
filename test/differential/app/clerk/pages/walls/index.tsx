import type { InferGetServerSidePropsType } from "next";
import Head from "next/head";
import { Chalk } from "@/components/Chalk";
import { withClimber } from "@/lib/guards";

export const getServerSideProps = withClimber(async ({ query }, id) => ({
  props: { id, grams: Number(query.grams ?? 50) },
}));

export default function Walls({
  id,
  grams,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <>
      <Head>
        <title>Walls</title>
      </Head>
      <h1>Walls open for {id}</h1>
      <Chalk grams={grams} />
    </>
  );
}
