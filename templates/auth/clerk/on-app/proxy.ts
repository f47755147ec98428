import { clerkMiddleware, createRouteMatcher } from "@clerk/nextjs/server";
import { NextResponse } from "next/server";
import { loginPath } from "@/lib/safe-redirect";
import { isSameOrigin } from "@/lib/same-origin";

/** Pages whose visitors without a session need not be rendered at all. */
const isSignedInOnly = createRouteMatcher(["/dashboard(.*)", "/account(.*)", "/admin(.*)"]);

/**
 * Clerk verifies the session here; auth() in lib/dal.ts reads what it found, and refuses to answer
 * where this did not run. The rest is a shortcut: it tells the page its own address, sends visitors
 * to the login page, and turns forged form posts away.
 */
export default clerkMiddleware(
  async (auth, request) => {
    const { pathname, search } = request.nextUrl;
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead && !pathname.startsWith("/api/") && !isSameOrigin(request.headers)) {
      return new NextResponse("This form was sent from another site.", { status: 403 });
    }
    // Only when reading: a redirected POST would run its action on the login page.
    if (isRead && isSignedInOnly(request) && !(await auth()).userId) {
      return NextResponse.redirect(new URL(loginPath(pathname + search), request.url), 307);
    }
    const headers = new Headers(request.headers);
    headers.set("x-requested-path", pathname + search);
    return NextResponse.next({ request: { headers } });
  },
  { signInUrl: "/login", signUpUrl: "/signup", jwtKey: process.env.CLERK_JWT_KEY || undefined },
);

export const config = {
  // Everything but the files of the build and files with an ending.
  matcher: ["/((?!_next/|.*\\.[^/]+$).*)"],
};
