import type { NextApiHandler, NextApiRequest, NextApiResponse } from "next";
import { headersOf } from "@/lib/request";
import { isSameOrigin } from "@/lib/same-origin";
import { getCurrentSession, type Session } from "@/lib/session";
import type { Role } from "@/lib/store/types";
import { StoreUnavailableError } from "@/lib/store/unavailable";

type Handler = (session: Session, req: NextApiRequest, res: NextApiResponse) => unknown;

interface Options {
  role?: Role;
  /** What the route answers to; GET where not given. HEAD goes with GET. */
  methods?: readonly string[];
}

/**
 * Makes an API route for signed-in users. Programs get status codes, not the login page:
 *
 *     export default withApiUser(({ user }, req, res) => res.json({ user }));
 *     export default withApiUser(removeEverything, { role: "admin", methods: ["DELETE"] });
 */
export function withApiUser(
  handler: Handler,
  { role, methods = ["GET"] }: Options = {},
): NextApiHandler {
  return async (req, res) => {
    // What belongs to one user is kept by nobody on the way.
    res.setHeader("Cache-Control", "private, no-store");
    try {
      if (!methods.includes(req.method === "HEAD" ? "GET" : (req.method ?? ""))) {
        res.setHeader("Allow", methods.join(", "));
        return problem(res, 405, "method_not_allowed");
      }
      if (changesSomething(req) && !isSameOrigin(headersOf(req))) {
        return problem(res, 403, "forbidden_origin");
      }
      const session = await getCurrentSession(req);
      if (!session) return problem(res, 401, "unauthenticated");
      if (role && session.user.role !== role) return problem(res, 403, "forbidden");
      await handler(session, req, res);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      problem(res, 503, "store_unavailable");
    }
  };
}

/** A refusal that programs can read: `{ "error": "…" }`. */
export function problem(res: NextApiResponse, status: number, error: string): void {
  res.status(status).json({ error });
}

function changesSomething({ method }: NextApiRequest): boolean {
  return method !== "GET" && method !== "HEAD";
}
