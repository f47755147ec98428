import { withRole } from "@/lib/guards";

export const getServerSideProps = withRole("setter")(async ({ params, query, resolvedUrl }) => ({
  props: { path: [params?.path ?? []].flat(), grades: [query.grade ?? []].flat(), resolvedUrl },
}));

type Props = { path: string[]; grades: string[]; resolvedUrl: string };

export default function Routes({ path, grades, resolvedUrl }: Props) {
  return (
    <p>
      Route plan {path.join(" > ")} of grade {grades.join(", ") || "any"} at {resolvedUrl}
    </p>
  );
}
