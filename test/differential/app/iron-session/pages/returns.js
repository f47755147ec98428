import { withSessionSsr } from "@/lib/session";

export const getServerSideProps = withSessionSsr(async ({ req, query }) => {
  const reader = req.session.reader;
  if (!reader) return { redirect: { destination: "/login?from=returns", statusCode: 302 } };
  if (reader.role !== "librarian") return { redirect: { destination: "/fines", permanent: true } };
  if (query.book === "lost") return { notFound: true };
  return { props: { book: query.book ?? "none" } };
});

export default function Returns({ book }) {
  return <p>Returns desk, scanned: {book}</p>;
}
