import { type NextRequest, NextResponse } from "next/server";
import { loginPath } from "@/lib/safe-redirect";
import { isSameOrigin } from "@/lib/same-origin";
import { isWellFormedSessionId, SESSION_COOKIE } from "@/lib/session/cookie";

/** Pages whose visitors without any session cookie need not be rendered at all. */
const SIGNED_IN_ONLY = ["/dashboard", "/account", "/admin"];

/**
 * Runs before every page and does three small things: it tells the page its own address, sends
 * visitors who cannot possibly be signed in to the login page, and turns forged form posts away. It
 * is a shortcut and guards nothing: the checks that count are in lib/dal.ts and lib/action-guard.ts,
 * beside the data, and hold without this file.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead && !isSameOrigin(request.headers)) {
    return new NextResponse("This form was sent from another site.", { status: 403 });
  }

  const signedInOnly = SIGNED_IN_ONLY.some((p) => pathname === p || pathname.startsWith(`${p}/`));
  const mayBeSignedIn = isWellFormedSessionId(request.cookies.get(SESSION_COOKIE)?.value);

  // Only when reading: a redirected POST would run its action on the login page.
  if (isRead && signedInOnly && !mayBeSignedIn) {
    return NextResponse.redirect(new URL(loginPath(pathname + search), request.url), 307);
  }
  const headers = new Headers(request.headers);
  headers.set("x-requested-path", pathname + search);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  // Everything but the files of the build, files with an ending, and the API.
  matcher: ["/((?!_next/|api/|.*\\.[^/]+$).*)"],
};
