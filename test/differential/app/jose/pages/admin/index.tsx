import { withRole } from "@/lib/guards";

export const getServerSideProps = withRole("keeper")(async (_context, { name }) => ({
  props: { name },
}));

export default function Admin({ name }: { name: string }) {
  return <p>Keeper on duty: {name}</p>;
}
