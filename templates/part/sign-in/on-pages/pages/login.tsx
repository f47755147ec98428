import type { InferGetServerSidePropsType } from "next";
import Link from "next/link";
import { LoginForm } from "@/components/login-form";
import { PageTitle } from "@/components/page-title";
import { failureText } from "@/lib/accounts";
import { withViewer } from "@/lib/dal";
import { safeRedirect } from "@/lib/safe-redirect";

export const getServerSideProps = withViewer(async (viewer, { query }) => {
  const next = safeRedirect(query.next);
  if (viewer) return { redirect: { destination: next, permanent: false } };
  return { props: { next, error: failureText(query.error) ?? null } };
});

export default function LoginPage({
  next,
  error,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <section className="card card-narrow">
      <PageTitle title="Log in" />
      <div className="card-head">
        <h1>Welcome back</h1>
        <p className="lead">Log in to continue.</p>
      </div>
      <LoginForm next={next} error={error} />
      <p className="hint">
        No account yet? <Link href={`/signup?next=${encodeURIComponent(next)}`}>Sign up</Link>
      </p>
    </section>
  );
}
