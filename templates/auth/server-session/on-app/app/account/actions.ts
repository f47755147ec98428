"use server";

import { redirect } from "next/navigation";
import { isValidName } from "@/lib/accounts";
import { requireSessionForAction } from "@/lib/action-guard";
import { orUnavailable } from "@/lib/dal";
import { currentSessionId, forgetBrowser } from "@/lib/session/current";
import {
  endAllSessions,
  endOtherSessions,
  endSession,
  endSessionByHandle,
} from "@/lib/session/sessions";
import { getStore } from "@/lib/store/store";

export async function logout(): Promise<void> {
  await requireSessionForAction();
  const id = await currentSessionId();
  if (id) await orUnavailable(endSession(id));
  await forgetBrowser();
  redirect("/login");
}

export async function logoutEverywhere(): Promise<void> {
  const { user } = await requireSessionForAction();
  await orUnavailable(endAllSessions(user.id));
  await forgetBrowser();
  redirect("/login");
}

export async function logoutOthers(): Promise<void> {
  const { user } = await requireSessionForAction();
  const id = await currentSessionId();
  if (id) await orUnavailable(endOtherSessions(user.id, id));
  redirect("/account");
}

/** Ends one session of the list. A handle of somebody else's session does nothing. */
export async function revoke(form: FormData): Promise<void> {
  const { user, handle } = await requireSessionForAction();
  const chosen = String(form.get("sessionId"));
  await orUnavailable(endSessionByHandle(user.id, chosen));
  if (chosen === handle) {
    await forgetBrowser();
    redirect("/login");
  }
  redirect("/account");
}

export async function rename(form: FormData): Promise<void> {
  const { user } = await requireSessionForAction();
  const name = String(form.get("name"));
  if (isValidName(name)) await orUnavailable(getStore().users.rename(user.id, name.trim()));
  redirect("/account");
}
