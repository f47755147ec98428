import { withReader } from "@/lib/guards";

export const getServerSideProps = withReader(async ({ params, query }) => ({
  props: { shelf: params.shelf ?? [], tags: [query.tag ?? []].flat() },
}));

export default function Archive({ shelf, tags }) {
  return (
    <p>
      Archive shelf {shelf.join("/") || "all"}, tags {tags.join(", ") || "none"}
    </p>
  );
}
