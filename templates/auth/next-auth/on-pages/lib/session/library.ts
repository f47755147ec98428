import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { whileAnswering } from "@/lib/session/answering";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { postForm } from "@/lib/session/endpoint";
import { orOutage } from "@/lib/session/outage";
import { readSessionCookie } from "@/lib/session/read";
import type { Session } from "@/lib/session/session";

/**
 * What getServerSession() says: the session of the request that is being answered, or null.
 * @throws StoreUnavailableError
 */
export async function readLibrarySession(
  req: PageRequest,
  _: PageResponse,
): Promise<Session | null> {
  const cookie = req.cookies[SESSION_COOKIE.name];
  if (!cookie) return null;
  return orOutage(() => whileAnswering(headersOf(req), () => readSessionCookie(cookie)));
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  await postForm(req, res, "signout");
}
