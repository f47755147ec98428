import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ params, req, res }) => {
  const session = await getServerSession(req, res, authOptions);
  const shelf = (params?.shelf ?? []) as string[];
  if (!session) {
    const callbackUrl = encodeURIComponent(["/library", ...shelf].join("/"));
    return { redirect: { destination: `/login?callbackUrl=${callbackUrl}`, permanent: false } };
  }
  return { props: { shelf, count: shelf.length } };
};

export default function Library({ shelf, count }: { shelf: string[]; count: number }) {
  if (count === 0) return <h1>All shelves of books</h1>;
  return (
    <>
      <h1>Shelf of books: {shelf.join(" > ")}</h1>
      <p>{count} deep</p>
    </>
  );
}
