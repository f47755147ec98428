import type { GetServerSidePropsContext } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";
import { findPlot } from "@/lib/plots";

/** Signs with a name given by the plot's own path, which may hold any character. */
export const getServerSideProps = async function printPlot({
  req,
  res,
  params,
}: GetServerSidePropsContext<{ plot: string }>) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return { redirect: { destination: `/login?print=${params?.plot}`, permanent: false } };
  }
  const plot = findPlot(params?.plot ?? "");
  if (!plot) {
    return { notFound: true as const };
  }
  return { props: { id: plot.id, crop: plot.crop } };
};

export default function PrintPlot({ id, crop }: { id: string; crop: string }) {
  return (
    <p>
      Printed label: {crop} ({id})
    </p>
  );
}
