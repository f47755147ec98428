import "server-only";
import { headers } from "next/headers";
import { after } from "next/server";
import { describeDevice } from "@/lib/device";
import { readTicket } from "@/lib/session/browser";
import { createSession, endSession, sweepSometimes } from "@/lib/session/sessions";
import type { Ticket } from "@/lib/session/ticket";
import { getStore } from "@/lib/store/store";
import { ignoreOutage } from "@/lib/store/unavailable";

/** Starts a session for the browser that is asking, and ends whatever session it had. */
export async function beginSession(userId: string): Promise<Ticket> {
  const user = await getStore().users.byId(userId);
  if (!user) throw new Error("There is no such user any more.");
  const previous = await readTicket();
  if (previous) await endSession(previous);
  // Bookkeeping that nobody waits for. If the store is down, the next login does it.
  after(() => sweepSometimes().catch(ignoreOutage));
  return createSession(user, describeDevice((await headers()).get("user-agent")));
}
