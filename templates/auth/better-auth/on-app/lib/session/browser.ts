import "server-only";
import { cookies } from "next/headers";
import { auth } from "@/lib/auth";

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(): Promise<void> {
  const { name, attributes } = (await auth.$context).authCookies.sessionToken;
  (await cookies()).set(name, "", { ...attributes, sameSite: "lax", maxAge: 0 });
}
