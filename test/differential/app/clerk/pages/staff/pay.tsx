import { forStaff } from "@/lib/guards";

export const getServerSideProps = forStaff({
  otherwise: "/walls?denied=pay",
  load: async (_context, userId) => ({ props: { payee: userId } }),
});

export default function Pay({ payee }: { payee: string }) {
  return <p>Wages of {payee}</p>;
}
