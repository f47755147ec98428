import { getIronSession } from "iron-session";
import { booksBy } from "@/lib/books";
import { sessionOptions } from "@/lib/session";

export async function getServerSideProps({ req, res, query }) {
  const { reader } = await getIronSession(req, res, sessionOptions);
  if (!reader) return { redirect: { destination: "/login?from=loans", permanent: false } };
  const words = [query.word ?? []].flat();
  return { props: { words, books: booksBy(words[0]) } };
}

export default function Loans({ words, books }) {
  return (
    <>
      <h1>All loans, by {words.join(" and ") || "nothing"}</h1>
      <ul>
        {books.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
    </>
  );
}
