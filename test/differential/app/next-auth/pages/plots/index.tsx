import type { GetServerSideProps } from "next";
import Link from "next/link";
import { getServerSession } from "next-auth";
import { authOptions } from "../../lib/auth";
import { plotsInBeds } from "../../lib/plots";

const asList = (value: string | string[] | undefined) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

interface Row {
  id: string;
  crop: string;
}

interface Props {
  beds: string[];
  rows: Row[];
}

export const getServerSideProps: GetServerSideProps<Props> = async ({ req, res, query }) => {
  const session = await getServerSession(req, res, authOptions);
  const beds = asList(query.bed);

  return session
    ? { props: { beds, rows: plotsInBeds(beds).map(({ id, crop }) => ({ id, crop })) } }
    : // biome-ignore lint/style/useTemplate: this is how it is often written
      { redirect: { destination: "/login?from=plots&bed=" + beds.join("+"), permanent: false } };
};

export default function Plots({ beds, rows }: Props) {
  return (
    <>
      <h1>Plot ledger</h1>
      <p>Beds: {beds.length > 0 ? asList(beds).join(", ") : "all"}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/plots/${encodeURIComponent(row.id)}`}>{row.crop}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
