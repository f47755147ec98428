import "server-only";
import { getCurrentSession } from "@/lib/dal";
import { isSameOrigin } from "@/lib/same-origin";
import type { Role, User } from "@/lib/store/types";
import { StoreUnavailableError } from "@/lib/store/unavailable";

type Handler = (user: User, request: Request) => Promise<Response> | Response;

/**
 * Makes a route handler for signed-in users. Programs get status codes, not the login page:
 *
 *     export const GET = withUser((user) => Response.json({ user }));
 *     export const DELETE = withUser(removeEverything, { role: "admin" });
 */
export function withUser(handler: Handler, { role }: { role?: Role } = {}) {
  return async (request: Request): Promise<Response> => {
    try {
      // Next.js checks the origin of server actions, not of route handlers.
      if (changesSomething(request) && !isSameOrigin(request.headers)) {
        return problem(403, "forbidden_origin");
      }
      const session = await getCurrentSession();
      if (!session) return problem(401, "unauthenticated");
      if (role && session.user.role !== role) return problem(403, "forbidden");
      return unstored(await handler(session.user, request));
    } catch (error) {
      if (error instanceof StoreUnavailableError) return problem(503, "store_unavailable");
      throw error;
    }
  };
}

/** A refusal that programs can read: `{ "error": "…" }`. */
export function problem(status: number, error: string): Response {
  return unstored(Response.json({ error }, { status }));
}

/** Nothing sets this for route handlers: what belongs to one user is kept by nobody on the way. */
function unstored(response: Response): Response {
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

function changesSomething(request: Request): boolean {
  return !["GET", "HEAD", "OPTIONS"].includes(request.method);
}
