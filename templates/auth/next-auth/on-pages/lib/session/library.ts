import { getServerSession } from "next-auth";
import { authOptions } from "@/lib/auth";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { whileAnswering } from "@/lib/session/answering";
import { postForm } from "@/lib/session/endpoint";
import { orOutage } from "@/lib/session/outage";
import { recorded } from "@/lib/session/recorded";
import type { Session } from "@/lib/session/session";

/**
 * What getServerSession() says: the session of the request that is being answered, or null.
 * @throws StoreUnavailableError
 */
export async function readLibrarySession(
  req: PageRequest,
  res: PageResponse,
): Promise<Session | null> {
  const { recorder } = recorded(res);
  const ask = () => getServerSession(req, recorder, authOptions);
  return orOutage(() => whileAnswering(headersOf(req), ask));
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  await postForm(req, res, "signout");
}
