import { withRole } from "@/lib/guards";

export const getServerSideProps = withRole("librarian")(async () => ({ props: { miles: 12 } }));

export default function Stacks({ miles }) {
  return <p>Closed stacks: {miles} miles of shelves</p>;
}
