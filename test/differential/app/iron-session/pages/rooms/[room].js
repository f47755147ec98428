import { useRouter } from "next/router";
import { withReader } from "@/lib/guards";

export const getServerSideProps = withReader(async ({ query }) => ({
  props: { floor: query.floor ?? null },
}));

export default function Room({ floor }) {
  const { query } = useRouter();
  return (
    <p>
      Study room {query.room}, floor {floor ?? "unknown"}
    </p>
  );
}
