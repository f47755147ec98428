import { SignIn } from "@clerk/nextjs";
import type { InferGetServerSidePropsType } from "next";
import { PageTitle } from "@/components/page-title";
import { withViewer } from "@/lib/dal";
import { safeRedirect } from "@/lib/safe-redirect";

export const getServerSideProps = withViewer(async (viewer, { query }) => {
  const next = safeRedirect(query.next);
  if (viewer) return { redirect: { destination: next, permanent: false } };
  return { props: { next } };
});

/** Clerk's form; its steps are paths below this one. */
export default function LoginPage({
  next,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <>
      <PageTitle title="Log in" />
      <SignIn routing="path" path="/login" signUpUrl="/signup" fallbackRedirectUrl={next} />
    </>
  );
}
