import type { GetServerSideProps } from "next";
import Head from "next/head";
import { getServerSession } from "next-auth/next";
import { useMemo, useState } from "react";
import { SeedCard } from "@/components/SeedCard";
import { authOptions } from "@/lib/auth";
import { type Plot, plotsInBeds } from "@/lib/plots";
import styles from "../styles/Seeds.module.css";

const PAGE_SIZE = 2;

function summary(plots: Plot[]) {
  return plots.map((plot) => plot.crop.slice(0, 1)).join("");
}

export const getServerSideProps: GetServerSideProps = async ({ req, res, query: { show } }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  const plots = plotsInBeds([]);
  const seeds = JSON.parse(JSON.stringify(plots.slice(0, PAGE_SIZE)));
  return { props: { seeds, letters: summary(plots), show: show === "all" } };
};

interface Seed {
  id: string;
  bed: string;
  crop: string;
  planted: string;
}

export default function Seeds(props: { seeds: Seed[]; letters: string; show: boolean }) {
  const { seeds, letters, show } = props;
  const [open, setOpen] = useState(show);
  const initials = useMemo(() => seeds.map((seed) => seed.crop.slice(0, 1)).join("+"), [seeds]);
  return (
    <section className={styles.card} data-styled>
      <Head>
        <title>{`Seeds (${seeds.length})`}</title>
      </Head>
      <h1>
        Seed drawer {letters} {initials}
      </h1>
      <button type="button" onClick={() => setOpen(!open)}>
        {open ? "Close" : "Open"}
      </button>
      <ul>{open && seeds.map((seed) => <SeedCard key={seed.id} {...seed} />)}</ul>
      <p>Sown {seeds[0]?.planted}</p>
    </section>
  );
}
