import type { NextRequest } from "next/server";
import { isSameOrigin } from "@/lib/same-origin";
import { orOutage } from "@/lib/session/outage";
import { StoreUnavailableError } from "@/lib/store/unavailable";

type Handler<Context> = (request: NextRequest, context: Context) => Promise<Response>;

/**
 * The endpoints of NextAuth.js with what they lack: posts from other sites are refused even if they
 * know a CSRF token, and an outage of the store is a 503 that leaves the cookie alone.
 */
export function guarded<Context>(handler: Handler<Context>): Handler<Context> {
  return async (request, context) => {
    if (request.method !== "GET" && !isSameOrigin(request.headers)) {
      return Response.json({ error: "forbidden_origin" }, { status: 403 });
    }
    try {
      return await orOutage(() => handler(request, context));
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return Response.json({ error: "store_unavailable" }, { status: 503 });
    }
  };
}
