import type { GetServerSidePropsContext } from "next";
import Head from "next/head";
import Link from "next/link";
import { getServerSession } from "next-auth/next";
import { WaterButton } from "@/components/WaterButton";
import { authOptions } from "@/lib/auth";

export async function getServerSideProps(ctx: GetServerSidePropsContext) {
  const session = await getServerSession(ctx.req, ctx.res, authOptions);
  if (!session) {
    // Come back here after logging in, with the query intact.
    return {
      redirect: {
        destination: `/login?callbackUrl=${encodeURIComponent(ctx.resolvedUrl)}`,
        permanent: false,
      },
    };
  }
  return { props: { name: session.user.name ?? "", litres: 5 } };
}

export default function Dashboard({ name, litres }: { name: string; litres: number }) {
  return (
    <>
      <Head>
        <title>Dashboard</title>
      </Head>
      <h1>Shed key for {name}</h1>
      <WaterButton litres={litres} />
      <Link href={{ pathname: "/plots", query: { bed: "a" } }}>Bed A</Link>
    </>
  );
}
