import { withSessionSsr } from "@/lib/session";

export const getServerSideProps = withSessionSsr(async ({ req: { session } }) => ({
  props: { name: session.reader ? session.reader.name : "stranger" },
}));

export default function Notices({ name }) {
  return <p>Good morning, {name}: quiet please</p>;
}
