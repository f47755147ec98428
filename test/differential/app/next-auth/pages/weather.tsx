import type { GetServerSideProps } from "next";

/** Rendered for each visit, but the same for everybody. */
export const getServerSideProps: GetServerSideProps = async ({ query }) => ({
  props: { place: query.place ?? "the gate" },
});

export default function Weather({ place }: { place: string }) {
  return <h1>Dry at {place}</h1>;
}
