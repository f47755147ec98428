import type { InferGetServerSidePropsType } from "next";
import Link from "next/link";
import { LoginForm } from "@/components/login-form";
import { PageTitle } from "@/components/page-title";
import { ProviderLinks } from "@/components/provider-links";
import { withViewer } from "@/lib/dal";
import { configuredProviders } from "@/lib/oauth/configured";
import { loginFailureText } from "@/lib/oauth/failures";
import { safeRedirect } from "@/lib/safe-redirect";

export const getServerSideProps = withViewer(async (viewer, { query }) => {
  const next = safeRedirect(query.next);
  if (viewer) return { redirect: { destination: next, permanent: false } };
  // Props are sent to the browser, and the secrets of providers must not be.
  const providers = configuredProviders().map(({ id, name }) => ({ id, name }));
  return { props: { next, error: loginFailureText(query.error) ?? null, providers } };
});

export default function LoginPage({
  next,
  error,
  providers,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <section className="card card-narrow">
      <PageTitle title="Log in" />
      <div className="card-head">
        <h1>Welcome back</h1>
        <p className="lead">Log in to continue.</p>
      </div>
      <LoginForm next={next} error={error} />
      <ProviderLinks providers={providers} next={next} />
      <p className="hint">
        No account yet? <Link href={`/signup?next=${encodeURIComponent(next)}`}>Sign up</Link>
      </p>
    </section>
  );
}
