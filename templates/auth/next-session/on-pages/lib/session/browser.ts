import type { PageRequest, PageResponse } from "@/lib/request";
import { getSession } from "@/lib/session/get-session";

/** Ends the session of this browser, if it is not over already, and takes the cookie away. */
export async function forgetBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  const session = await getSession(req, res);
  await session.destroy();
}
