import type { GetStaticProps } from "next";

export const getStaticProps: GetStaticProps = () => ({ props: { rent: 35 } });

export default function Prices({ rent }: { rent: number }) {
  return <h1>Rent is {rent} a year</h1>;
}
