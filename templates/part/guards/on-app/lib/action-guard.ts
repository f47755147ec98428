import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { getSession } from "@/lib/dal";
import { isSameOrigin } from "@/lib/same-origin";
import { refreshSessionId } from "@/lib/session/current";
import type { Session } from "@/lib/session/session";

/**
 * Begins every server action that changes something for a signed-in user. An action can be called by
 * anybody who can send a POST, wherever its form is shown, so it checks for itself.
 */
export async function requireSessionForAction(): Promise<Session> {
  await requireSameOrigin();
  const session = await getSession();
  if (!session) redirect("/login");
  await refreshSessionId(session);
  return session;
}

/** Next.js refuses a foreign Origin, but lets a request without one pass. This does not. */
export async function requireSameOrigin(): Promise<void> {
  if (!isSameOrigin(await headers())) forbidden();
}
