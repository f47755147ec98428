import { describeDevice } from "@/lib/device";
import { requestCookie, userAgent } from "@/lib/session/answering";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { unsealTicket } from "@/lib/session/seal";
import { createSession, endSession, sweepSometimes } from "@/lib/session/sessions";
import type { Ticket } from "@/lib/session/ticket";
import { getStore } from "@/lib/store/store";
import { ignoreOutage } from "@/lib/store/unavailable";

/** Starts a session for the browser that is asking, and ends whatever session it had. */
export async function beginSession(userId: string): Promise<Ticket> {
  const user = await getStore().users.byId(userId);
  if (!user) throw new Error("There is no such user any more.");
  const previous = await unsealTicket(requestCookie(SESSION_COOKIE.name) ?? "");
  if (previous) await endSession(previous);
  // Bookkeeping that nobody waits for. If the store is down, the next login does it.
  setImmediate(() => sweepSometimes().catch(ignoreOutage).catch(console.error));
  return createSession(user, describeDevice(userAgent()));
}
