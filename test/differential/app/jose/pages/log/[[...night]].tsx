import { withObserver } from "@/lib/guards";

export const getServerSideProps = withObserver(async ({ params }) => ({
  props: { night: [params?.night ?? []].flat() },
}));

export default function Log({ night }: { night: string[] }) {
  return <p>Night log of {night.join("-") || "every night"}</p>;
}
