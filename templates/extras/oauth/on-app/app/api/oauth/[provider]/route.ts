import type { NextRequest } from "next/server";
import { beginLogin } from "@/lib/oauth/begin-login";
import { isConfigured } from "@/lib/oauth/configured";
import { isOwnLink } from "@/lib/oauth/own-link";
import { loginPath, safeRedirect } from "@/lib/safe-redirect";
import { StoreUnavailableError } from "@/lib/store/unavailable";

type Context = { params: Promise<{ provider: string }> };

/** Sends the browser to the provider, which sends it back to /api/auth/callback. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { provider } = await params;
  const next = safeRedirect(request.nextUrl.searchParams.get("next"));
  if (!isConfigured(provider)) return Response.json({ error: "not_found" }, { status: 404 });
  if (!isOwnLink(request.headers)) return goTo(loginPath(next));
  try {
    return goTo(await beginLogin(provider, next));
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    return goTo(`${loginPath(next)}&error=unavailable`);
  }
}

function goTo(location: string): Response {
  const headers = { Location: location, "Cache-Control": "private, no-store" };
  return new Response(null, { status: 303, headers });
}
