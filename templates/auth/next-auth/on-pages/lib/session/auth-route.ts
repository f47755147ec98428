import type { NextApiHandler } from "next";
import { headersOf } from "@/lib/request";
import { isSameOrigin } from "@/lib/same-origin";
import { whileAnswering } from "@/lib/session/answering";
import { orOutage } from "@/lib/session/outage";
import { passCookies, recorded } from "@/lib/session/recorded";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * The endpoints of NextAuth.js with what they lack: posts from other sites are refused even if they
 * know a CSRF token, and an outage of the store is a 503 that leaves the cookie alone.
 */
export function guarded(handler: NextApiHandler): NextApiHandler {
  return async (req, res) => {
    const headers = headersOf(req);
    if (req.method !== "GET" && !isSameOrigin(headers)) {
      return res.status(403).json({ error: "forbidden_origin" });
    }
    const { recorder, answer } = recorded(res);
    try {
      await orOutage(() => whileAnswering(headers, async () => handler(req, recorder)));
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return res.status(503).json({ error: "store_unavailable" });
    }
    passCookies(answer, res);
    for (const [name, value] of answer.headers) {
      if (name !== "set-cookie") res.setHeader(name, value);
    }
    res.status(answer.status).send(answer.body ?? "");
  };
}
