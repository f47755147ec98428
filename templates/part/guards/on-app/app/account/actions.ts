"use server";

import { redirect } from "next/navigation";
import { isValidName } from "@/lib/accounts";
import { requireSessionForAction } from "@/lib/action-guard";
import { orUnavailable } from "@/lib/dal";
import { forgetBrowser } from "@/lib/session/browser";
import { signOutBrowser } from "@/lib/session/current";
import { endAllDevices, endDevice, endOtherDevices } from "@/lib/session/devices";
import { getStore } from "@/lib/store/store";

export async function logout(): Promise<void> {
  await requireSessionForAction();
  await orUnavailable(signOutBrowser());
  redirect("/login");
}

export async function logoutEverywhere(): Promise<void> {
  const session = await requireSessionForAction();
  await orUnavailable(endAllDevices(session));
  await forgetBrowser();
  redirect("/login");
}

export async function logoutOthers(): Promise<void> {
  const session = await requireSessionForAction();
  await orUnavailable(endOtherDevices(session));
  redirect("/account");
}

/** Ends one session of the list. */
export async function revoke(form: FormData): Promise<void> {
  const session = await requireSessionForAction();
  const chosen = String(form.get("sessionId"));
  await orUnavailable(endDevice(session, chosen));
  if (chosen === session.handle) {
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
