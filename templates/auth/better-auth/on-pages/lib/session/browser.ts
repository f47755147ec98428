import { auth } from "@/lib/auth";
import type { PageRequest, PageResponse } from "@/lib/request";

/** Hands the browser the cookies that better-auth has set. */
export function passCookies(from: Headers, res: PageResponse): void {
  for (const cookie of from.getSetCookie()) res.appendHeader("Set-Cookie", cookie);
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(_: PageRequest, res: PageResponse): Promise<void> {
  const { name, attributes } = (await auth.$context).authCookies.sessionToken;
  const secure = attributes.secure ? "; Secure" : "";
  res.appendHeader("Set-Cookie", `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`);
}
