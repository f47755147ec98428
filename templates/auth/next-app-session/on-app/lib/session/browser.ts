import "server-only";
import { cookies } from "next/headers";
import { session } from "@/lib/session/app-session";
import { COOKIE_ATTRIBUTES, isWellFormedSessionId, SESSION_COOKIE } from "@/lib/session/cookie";
import type { Ticket } from "@/lib/session/ticket";

/** What the browser brought, if it looks like a session id. */
export async function readTicket(): Promise<Ticket | null> {
  const id = (await cookies()).get(SESSION_COOKIE)?.value;
  return isWellFormedSessionId(id) ? { id } : null;
}

/**
 * Ends the session of this browser, if it is not over already, and takes the cookie away, which
 * next-app-session leaves. `cookies().delete()` would not do: browsers ignore a change to a `__Host-`
 * cookie that lacks Secure and Path=/.
 */
export async function forgetBrowser(): Promise<void> {
  if (await readTicket()) await (await session()).destroy();
  (await cookies()).set(SESSION_COOKIE, "", { ...COOKIE_ATTRIBUTES, maxAge: 0 });
}
