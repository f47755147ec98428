import { type NextRequest, NextResponse } from "next/server";
import { loginPath } from "@/lib/safe-redirect";
import { mayBeSignedIn } from "@/lib/session/cookie";

/**
 * Sends visitors who cannot possibly be signed in to the login page before a page is rendered. It is
 * a shortcut and guards nothing: the checks that count are in lib/dal.ts and lib/api-guard.ts, beside
 * the data, and hold without this file.
 */
export function proxy(request: NextRequest): NextResponse {
  if (mayBeSignedIn(request.cookies)) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  return NextResponse.redirect(new URL(loginPath(pathname + search), request.url), 307);
}

export const config = {
  /** Pages whose visitors without any session cookie need not be rendered at all. */
  matcher: ["/dashboard/:path*", "/account/:path*", "/admin/:path*"],
};
