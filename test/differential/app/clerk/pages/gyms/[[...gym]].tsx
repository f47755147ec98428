import { withClimber } from "@/lib/guards";

export const getServerSideProps = withClimber(async ({ params }) => ({
  props: { gym: [params?.gym ?? []].flat() },
}));

export default function Gyms({ gym }: { gym: string[] }) {
  return <p>Passes for {gym.join("/") || "every gym"}</p>;
}
