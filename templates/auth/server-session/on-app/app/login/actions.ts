"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { FAILURES, type Failure, type Result, signIn, signUp } from "@/lib/accounts";
import { requireSameOrigin } from "@/lib/action-guard";
import { clientAddress } from "@/lib/client-address";
import { safeRedirect } from "@/lib/safe-redirect";
import { signInBrowser } from "@/lib/session/current";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/** What a form shows after it failed: never the password. */
export interface FormState {
  error?: string;
  name?: string;
  email?: string;
}

export async function login(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const result = await startSession(async () =>
    signIn(text(form, "email"), text(form, "password"), clientAddress(await headers())),
  );
  if ("failure" in result) return showFailure("/login", result.failure, form);
  redirect(safeRedirect(form.get("next")));
}

export async function signup(_: FormState, form: FormData): Promise<FormState> {
  await requireSameOrigin();
  const input = {
    name: text(form, "name"),
    email: text(form, "email"),
    password: text(form, "password"),
  };
  const result = await startSession(async () => signUp(input, clientAddress(await headers())));
  if ("failure" in result) return showFailure("/signup", result.failure, form);
  redirect(safeRedirect(form.get("next")));
}

/** Starts a session for the user that `check` finds. An outage is a failure like others. */
async function startSession(check: () => Promise<Result>): Promise<Result> {
  try {
    const result = await check();
    if ("user" in result) await signInBrowser(result.user);
    return result;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return { failure: "unavailable" };
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
