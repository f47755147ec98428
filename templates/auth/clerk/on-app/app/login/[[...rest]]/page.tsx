import { SignIn } from "@clerk/nextjs";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getViewer } from "@/lib/dal";
import { safeRedirect } from "@/lib/safe-redirect";

export const metadata: Metadata = { title: "Log in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** Clerk's form; its steps are paths below this one. */
export default async function LoginPage({ searchParams }: Props) {
  const next = safeRedirect((await searchParams).next);
  if (await getViewer()) redirect(next);
  return <SignIn routing="path" path="/login" signUpUrl="/signup" fallbackRedirectUrl={next} />;
}
