import { withRole } from "@/lib/guards";

export const getServerSideProps = withRole("keeper")(async ({ params, query, resolvedUrl }) => {
  const path = [params?.path ?? []].flat();
  const bands = [query.band ?? []].flat();
  return { props: { path, bands, resolvedUrl } };
});

type Props = { path: string[]; bands: string[]; resolvedUrl: string };

export default function Stars({ path, bands, resolvedUrl }: Props) {
  return (
    <p>
      Star chart {path.join(" > ")} in {bands.join(", ") || "white"} at {resolvedUrl}
    </p>
  );
}
