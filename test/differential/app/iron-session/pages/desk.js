import Head from "next/head";
import Renew from "@/components/Renew";
import { withReader } from "@/lib/guards";

export const getServerSideProps = withReader(async (context, reader) => ({
  props: { name: reader.name, weeks: Number(context.query.weeks ?? 2) },
}));

export default function Desk({ name, weeks }) {
  return (
    <>
      <Head>
        <title>Your desk</title>
      </Head>
      <h1>Desk of {name}</h1>
      <Renew weeks={weeks} />
    </>
  );
}
