import type { GetServerSideProps } from "next";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

// Hidden, not forbidden: others shall not learn that this page exists.
export const getServerSideProps: GetServerSideProps = async (context) => {
  const session = await getServerSession(context.req, context.res, authOptions);
  const isAdmin = session?.user.role === "admin";
  if (!isAdmin) {
    return { notFound: true };
  }
  return { props: { total: 420 } };
};

const Reports = ({ total }: { total: number }) => <h1>Rent received: {total}</h1>;

export default Reports;
