import type { GetServerSideProps } from "next";
import { Content, type Somebody } from "../components/content";
import { getSession } from "../lib/get-session";

export const getServerSideProps: GetServerSideProps<{ user: Somebody }> = async ({ req, res }) => {
  const { user } = await getSession(req, res);
  if (!user) return { redirect: { destination: "/login", permanent: false } };
  return { props: { user } };
};

export default function DashboardPage({ user }: { user: Somebody }) {
  return <Content user={user} />;
}
