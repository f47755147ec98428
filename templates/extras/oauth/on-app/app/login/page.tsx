import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ForgetPages } from "@/components/forget-pages";
import { LoginForm } from "@/components/login-form";
import { ProviderLinks } from "@/components/provider-links";
import { getSession } from "@/lib/dal";
import { configuredProviders } from "@/lib/oauth/configured";
import { loginFailureText } from "@/lib/oauth/failures";
import { safeRedirect } from "@/lib/safe-redirect";

export const metadata: Metadata = { title: "Log in" };

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const { next: wanted, error } = await searchParams;
  const next = safeRedirect(wanted);
  if (await getSession()) redirect(next);
  return (
    <section className="card card-narrow">
      <ForgetPages signedIn={false} />
      <div className="card-head">
        <h1>Welcome back</h1>
        <p className="lead">Log in to continue.</p>
      </div>
      <LoginForm next={next} error={loginFailureText(error)} />
      <ProviderLinks providers={configuredProviders()} next={next} />
      <p className="hint">
        No account yet? <Link href={`/signup?next=${encodeURIComponent(next)}`}>Sign up</Link>
      </p>
    </section>
  );
}
