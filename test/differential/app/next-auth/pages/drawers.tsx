import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";
import { plotsInBeds } from "@/lib/plots";

const PAGE_SIZE = 2;

/** Used by the server and by the page. */
const firstLetter = (crop: string) => crop.slice(0, 1);

export const getServerSideProps: GetServerSideProps = async ({ req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  const crops = plotsInBeds([]).map((plot) => plot.crop);
  return { props: { crops: crops.slice(0, PAGE_SIZE), letters: crops.map(firstLetter) } };
};

export default function Drawers({ crops, letters }: { crops: string[]; letters: string[] }) {
  const shown = crops.map(firstLetter).join("");
  return (
    <p>
      Labelled drawers {letters.join("")}, the first {PAGE_SIZE}: {shown}
    </p>
  );
}
