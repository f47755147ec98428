import { withFailures, withRole } from "@/lib/guards";

async function load({ params, query, resolvedUrl }, reader) {
  if (query.page === "0") throw new Error("There is no page 0");
  return { props: { path: params.path, resolvedUrl, role: reader.role } };
}

export const getServerSideProps = withRole("librarian")(withFailures(load));

export default function Catalogue({ path, resolvedUrl, role, failure }) {
  if (failure) return <p>The catalogue is shut: {failure}</p>;
  return (
    <p>
      Catalogue at {path.join(" > ")} for a {role}, from {resolvedUrl}
    </p>
  );
}
