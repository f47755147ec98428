import type { GetServerSideProps } from "next";
import { memberOf } from "@/lib/with-member";

export const getServerSideProps: GetServerSideProps = async (context) => {
  const session = await memberOf(context);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: { hours: 7 } };
};

export default function Hours({ hours }: { hours: number }) {
  return <p>Work done: {hours} hours</p>;
}
