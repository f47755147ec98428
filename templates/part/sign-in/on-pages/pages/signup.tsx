import type { InferGetServerSidePropsType } from "next";
import Link from "next/link";
import { PageTitle } from "@/components/page-title";
import { SignupForm } from "@/components/signup-form";
import { failureText } from "@/lib/accounts";
import { withViewer } from "@/lib/dal";
import { MIN_PASSWORD_LENGTH } from "@/lib/password";
import { loginPath, safeRedirect } from "@/lib/safe-redirect";

export const getServerSideProps = withViewer(async (viewer, { query }) => {
  const next = safeRedirect(query.next);
  if (viewer) return { redirect: { destination: next, permanent: false } };
  const error = failureText(query.error) ?? null;
  return { props: { next, error, minLength: MIN_PASSWORD_LENGTH } };
});

export default function SignupPage({
  next,
  error,
  minLength,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <section className="card card-narrow">
      <PageTitle title="Sign up" />
      <div className="card-head">
        <h1>Create your account</h1>
        <p className="lead">It takes less than a minute.</p>
      </div>
      <SignupForm next={next} error={error} minLength={minLength} />
      <p className="hint">
        Have an account? <Link href={loginPath(next)}>Log in</Link>
      </p>
    </section>
  );
}
