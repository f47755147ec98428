import { withSessionSsr } from "@/lib/session";

export const getServerSideProps = withSessionSsr(async ({ req }) => {
  req.session.destroy();
  return { redirect: { destination: "/", permanent: false } };
});

export default function Leave() {
  return null;
}
