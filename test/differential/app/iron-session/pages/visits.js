import { withReader } from "@/lib/guards";

export const getServerSideProps = withReader(async ({ req }) => {
  req.session.visits = (req.session.visits ?? 0) + 1;
  await req.session.save();
  return { props: { visits: req.session.visits } };
});

export default function Visits({ visits }) {
  return <p>Visits counted: {visits}</p>;
}
