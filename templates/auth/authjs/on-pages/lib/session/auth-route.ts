import type { NextApiHandler, NextApiRequest } from "next";
import { NextRequest } from "next/server";
import type { NextAuthResult } from "next-auth";
import { headersOf } from "@/lib/request";
import { isSameOrigin } from "@/lib/same-origin";
import { addressOf } from "@/lib/session/address";
import { whileAnswering } from "@/lib/session/answering";
import { orOutage } from "@/lib/session/outage";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * The endpoints of Auth.js as an API route. Its documentation puts them into a route handler of the
 * App Router, but beside a folder `app` Next.js shows the 404 page of that one.
 *
 * They get what they lack: posts from other sites are refused even if they know a CSRF token, and an
 * outage of the store is a 503 that leaves the cookie alone.
 */
export function toApiRoute({ GET, POST }: NextAuthResult["handlers"]): NextApiHandler {
  return async (req, res) => {
    const headers = headersOf(req);
    if (req.method !== "GET" && !isSameOrigin(headers)) {
      return res.status(403).json({ error: "forbidden_origin" });
    }
    try {
      const handler = req.method === "GET" ? GET : POST;
      const answer = () => handler(webRequest(req, headers));
      const response = await orOutage(() => whileAnswering(headers, answer));
      for (const [name, value] of response.headers) res.appendHeader(name, value);
      res.status(response.status).send(await response.text());
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      res.status(503).json({ error: "store_unavailable" });
    }
  };
}

/** Next.js has read the body by now; what was a form or JSON goes on as JSON. */
function webRequest({ method, url = "/", body }: NextApiRequest, headers: Headers): NextRequest {
  const address = addressOf(url, headers);
  if (method === "GET") return new NextRequest(address, { headers });
  const sent = new Headers(headers);
  sent.delete("content-length");
  sent.set("content-type", "application/json");
  return new NextRequest(address, { method, headers: sent, body: JSON.stringify(body ?? {}) });
}
