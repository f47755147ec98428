import { withRole } from "@/lib/guards";

export const getServerSideProps = withRole("setter")(async () => ({ props: { holds: 412 } }));

export default function Staff({ holds }: { holds: number }) {
  return <p>Holds in store: {holds}</p>;
}
