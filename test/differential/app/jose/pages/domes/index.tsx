import type { InferGetServerSidePropsType } from "next";
import Head from "next/head";
import { Counter } from "@/components/Counter";
import { withObserver } from "@/lib/guards";

export const getServerSideProps = withObserver(async ({ query }, observer) => ({
  props: { name: observer.name, seen: Number(query.seen ?? 1) },
}));

export default function Domes({
  name,
  seen,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <>
      <Head>
        <title>{`Domes of ${name}`}</title>
      </Head>
      <h1>Domes open for {name}</h1>
      <Counter from={seen} />
    </>
  );
}
