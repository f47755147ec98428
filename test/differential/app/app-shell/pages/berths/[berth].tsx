import type { GetServerSideProps } from "next";
import Head from "next/head";
import Router, { useRouter } from "next/router";
import { getServerSession } from "next-auth/next";
import type { ReactElement } from "react";
import BackButton from "@/components/BackButton";
import Crumbs from "@/components/Crumbs";
import { authOptions } from "@/lib/auth";
import { berths } from "@/lib/berths";

export const getServerSideProps: GetServerSideProps = async ({ req, res, params }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return { redirect: { destination: "/login", permanent: false } };
  }
  const berth = berths.find(({ id }) => id === params?.berth);
  if (!berth) {
    return { notFound: true };
  }
  return { props: { berth, notice: "Mind the tide" } };
};

export default function Berth({ berth }: { berth: (typeof berths)[number] }) {
  const { query, replace, asPath } = useRouter();
  return (
    <main>
      <Head>
        <title>{berth.boat}</title>
      </Head>
      <h1>Berth {query.berth}</h1>
      <p>Here lies {berth.boat}</p>
      <BackButton label="Back to the pier" />
      <button type="button" onClick={() => replace(asPath)}>
        Look again
      </button>
      <button type="button" onClick={() => Router.push("/berths")}>
        All of them
      </button>
    </main>
  );
}

Berth.getLayout = function getLayout(page: ReactElement) {
  return (
    <section>
      <Crumbs />
      {page}
    </section>
  );
};
