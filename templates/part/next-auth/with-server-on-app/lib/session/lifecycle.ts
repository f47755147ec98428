import "server-only";
import { headers } from "next/headers";
import { after } from "next/server";
import { describeDevice } from "@/lib/device";
import { readTicket } from "@/lib/session/browser";
import type { Session } from "@/lib/session/session";
import {
  createSession,
  endSession,
  isTouchDue,
  sweepSometimes,
  touchSession,
} from "@/lib/session/sessions";
import { getStore } from "@/lib/store/store";
import { ignoreOutage } from "@/lib/store/unavailable";

/**
 * Starts a session for the browser that is asking, and ends whatever session it had.
 * @returns the id of the new one
 */
export async function beginSession(userId: string): Promise<string> {
  const user = await getStore().users.byId(userId);
  if (!user) throw new Error("There is no such user any more.");
  const previous = await readTicket();
  const { id } = await createSession(user, describeDevice((await headers()).get("user-agent")));
  if (previous) await endSession(previous.id);
  later(sweepSometimes);
  return id;
}

/** Moves the idle timeout of a session in use. Only the record slides, the cookie lives longer. */
export function slideSession(id: string, session: Session): void {
  if (!isTouchDue(session)) return;
  later(async () => {
    await touchSession(id, session);
    await sweepSometimes();
  });
}

/** Bookkeeping that nobody waits for. If the store is down, the next request does it. */
function later(work: () => Promise<void>): void {
  after(() => work().catch(ignoreOutage));
}
