import { guarded } from "@/lib/guards";

export const getServerSideProps = guarded({
  role: "librarian",
  otherwise: "/desk?denied=keys",
  load: async (_context, reader) => ({ holder: reader.name }),
});

export default function Keys({ holder }) {
  return <p>Keys to the stacks: {holder}</p>;
}
