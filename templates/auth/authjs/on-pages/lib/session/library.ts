import type { PageRequest, PageResponse } from "@/lib/request";
import { askEndpoint, postForm } from "@/lib/session/endpoint";
import type { Session } from "@/lib/session/session";

/**
 * What Auth.js says: the session of the request that is being answered, or null.
 * @throws StoreUnavailableError
 */
export async function readLibrarySession(
  req: PageRequest,
  _: PageResponse,
): Promise<Session | null> {
  return (await askEndpoint(req, "session")).json();
}

/**
 * Ends the session of this browser and takes the cookie away.
 * @throws StoreUnavailableError when the session could not be ended
 */
export async function signOutBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  await postForm(req, res, "signout");
}
