import { type NextRequest, NextResponse } from "next/server";
import { getSession } from "@/lib/dal";
import { safeRedirect } from "@/lib/safe-redirect";
import { refreshSessionId } from "@/lib/session/current";

/**
 * Gives the session a new id after the user's role has changed, and goes back. Pages send people
 * here because they cannot set cookies themselves. Without a changed role it does nothing, so it
 * does not matter who links to it.
 */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const session = await getSession();
  if (session) await refreshSessionId(session);
  const target = safeRedirect(request.nextUrl.searchParams.get("next"));
  return new NextResponse(null, {
    status: 307,
    headers: { Location: target, "Cache-Control": "private, no-store" },
  });
}
