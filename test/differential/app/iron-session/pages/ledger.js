import { getIronSession } from "iron-session";
import { sessionOptions } from "@/lib/session";

export const getServerSideProps = async (context) => {
  const session = await getIronSession(context.req, context.res, sessionOptions);
  const isLibrarian = session.reader?.role === "librarian";
  if (!session.reader || !isLibrarian) {
    const reason = session.reader ? "role" : "ticket";
    return { redirect: { destination: `/login?missing=${reason}`, permanent: false } };
  }
  return { props: { entries: 3 } };
};

export default function Ledger({ entries }) {
  return <p>Ledger with {entries} entries</p>;
}
