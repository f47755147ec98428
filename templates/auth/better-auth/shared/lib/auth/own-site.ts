import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { isSameOrigin } from "@/lib/same-origin";

/**
 * Holds /api/auth to the rules of all other routes. better-auth checks the origin of a post only when
 * it names one or brings cookies, and its answer fails on an address that no header can hold.
 */
export function ownSite() {
  return {
    id: "own-site",
    async onRequest(request) {
      if (request.method === "GET" || isSameOrigin(request.headers)) return;
      return { response: Response.json({ error: "forbidden_origin" }, { status: 403 }) };
    },
    hooks: {
      before: [
        {
          matcher: ({ body }) => typeof body?.callbackURL === "string",
          handler: createAuthMiddleware(async ({ body }) => {
            if (/[^\x20-\x7e]/.test(body.callbackURL)) throw new APIError("FORBIDDEN");
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
