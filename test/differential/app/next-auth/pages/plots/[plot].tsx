import type { GetServerSideProps } from "next";
import Head from "next/head";
import { useRouter } from "next/router";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";
import { findPlot } from "@/lib/plots";

type Props = { crop: string; planted: string };
type Params = { plot: string };

export const getServerSideProps: GetServerSideProps<Props, Params> = async (context) => {
  const { params, req, res } = context;
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    const back = `/plots/${encodeURIComponent(params?.plot ?? "")}`;
    return {
      redirect: {
        destination: `/login?callbackUrl=${encodeURIComponent(back)}`,
        permanent: false,
      },
    };
  }

  const plot = params && findPlot(params.plot);
  if (!plot) return { notFound: true };

  return { props: { crop: plot.crop, planted: plot.planted.toISOString() } };
};

export default function PlotPage({ crop, planted }: Props) {
  const router = useRouter();
  const { plot, tab } = router.query;
  return (
    <>
      <Head>
        <title>{`Plot with ${crop}`}</title>
      </Head>
      <h1>Diary of {crop}</h1>
      <p>
        Plot {plot}, planted {planted}, tab {tab ?? "none"}
      </p>
      <button type="button" onClick={() => router.push(`/plots?bed=a&bed=${tab ?? "b"}`)}>
        To the ledger
      </button>
    </>
  );
}
