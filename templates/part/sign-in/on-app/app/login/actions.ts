"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { FAILURES, type Failure } from "@/lib/accounts";
import { requireSameOrigin } from "@/lib/action-guard";
import { safeRedirect } from "@/lib/safe-redirect";
import { signInWithPassword, signUpWithPassword } from "@/lib/session/sign-in";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/** What a form shows after it failed: never the password. */
export interface FormState {
  error?: string;
  name?: string;
  email?: string;
}

export async function login(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const failure = await outcome(signInWithPassword(text(form, "email"), text(form, "password")));
  if (failure) return showFailure("/login", failure, form);
  redirect(safeRedirect(form.get("next")));
}

export async function signup(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const input = {
    name: text(form, "name"),
    email: text(form, "email"),
    password: text(form, "password"),
  };
  const failure = await outcome(signUpWithPassword(input));
  if (failure) return showFailure("/signup", failure, form);
  redirect(safeRedirect(form.get("next")));
}

/** An outage is a failure like others. */
async function outcome(attempt: Promise<Failure | null>): Promise<Failure | null> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return "unavailable";
    throw error;
  }
}

/**
 * With JavaScript, the form stays and shows what went wrong. Without it the page is loaded again
 * with the failure in its address, because Next.js 16.4 with cacheComponents loses the state of a
 * form that the browser posts by itself.
 */
async function showFailure(page: string, failure: Failure, form: FormData): Promise<FormState> {
  const sentByScript = (await headers()).has("next-action");
  if (!sentByScript) {
    const next = safeRedirect(form.get("next"));
    redirect(`${page}?${new URLSearchParams({ error: failure, next })}`);
  }
  return { error: FAILURES[failure], name: text(form, "name"), email: text(form, "email") };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
