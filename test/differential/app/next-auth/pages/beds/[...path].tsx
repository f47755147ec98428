import type { GetServerSideProps } from "next";
import { withFailures, withRole } from "@/lib/wrappers";

type Props = { path: string[]; tabs: string[]; failure?: string };

const asList = (value: string | string[] | undefined) => [value ?? []].flat();

const load: GetServerSideProps = async ({ params, query }) => {
  if (query.tab === "break") throw new Error("the hose burst");
  if (query.tab === "move") return { redirect: { destination: "/plots?bed=a", permanent: false } };
  return { props: { path: asList(params?.path), tabs: asList(query.tab) } };
};

export const getServerSideProps = withRole("admin")(withFailures(load));

export default function Beds({ path, tabs, failure }: Props) {
  if (failure) return <p>Beds failed: {failure}</p>;
  return (
    <p>
      Beds below {path.join(" > ")}, tabs {tabs.join(", ")}
    </p>
  );
}
