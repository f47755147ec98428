import { findBook } from "@/lib/books";
import { withReader } from "@/lib/guards";

export const getServerSideProps = withReader(async ({ params }, reader) => {
  const book = findBook(params.loan);
  if (!book) return { notFound: true };
  return { props: { book, name: reader.name } };
});

export default function Loan({ book, name }) {
  return (
    <p>
      {name} has borrowed {book.title} ({book.id})
    </p>
  );
}
