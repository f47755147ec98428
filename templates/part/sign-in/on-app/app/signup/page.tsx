import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignupForm } from "@/components/signup-form";
import { failureText } from "@/lib/accounts";
import { getSession } from "@/lib/dal";
import { MIN_PASSWORD_LENGTH } from "@/lib/password";
import { loginPath, safeRedirect } from "@/lib/safe-redirect";

export const metadata: Metadata = { title: "Sign up" };

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> };

export default async function SignupPage({ searchParams }: Props) {
  const { next: wanted, error } = await searchParams;
  const next = safeRedirect(wanted);
  if (await getSession()) redirect(next);
  return (
    <section className="card card-narrow">
      <div className="card-head">
        <h1>Create your account</h1>
        <p className="lead">It takes less than a minute.</p>
      </div>
      <SignupForm next={next} error={failureText(error)} minLength={MIN_PASSWORD_LENGTH} />
      <p className="hint">
        Have an account? <Link href={loginPath(next)}>Log in</Link>
      </p>
    </section>
  );
}
