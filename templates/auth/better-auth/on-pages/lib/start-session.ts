import type { NextApiHandler, NextApiRequest } from "next";
import { FAILURES, type Failure, type Result } from "@/lib/accounts";
import { field, withForm } from "@/lib/form-guard";
import { headersOf } from "@/lib/request";
import { safeRedirect } from "@/lib/safe-redirect";
import { passCookies } from "@/lib/session/browser";
import { later } from "@/lib/session/current";
import { sweepSometimes } from "@/lib/session/upkeep";

/** What a script is told; everything else is a field that was not filled in right. */
const STATUS: Partial<Record<Failure, number>> = {
  credentials: 401,
  attempts: 429,
  unavailable: 503,
};

/**
 * Makes an API route of a form that starts a session.
 * @param page the page of the form, which shows the failure when the browser posted by itself
 * @param start asks better-auth, with the headers of the request
 */
export function startsSession(
  page: string,
  start: (req: NextApiRequest, headers: Headers) => Promise<Result>,
): NextApiHandler {
  return withForm(async (req, res) => {
    const result = await start(req, headersOf(req));
    const next = safeRedirect(field(req, "next"));
    const sentByScript = req.headers.accept === "application/json";
    if ("headers" in result) {
      passCookies(result.headers, res);
      later(res, sweepSometimes);
      return sentByScript ? res.json({ next }) : res.redirect(303, next);
    }
    const { failure: error } = result;
    if (sentByScript) {
      return res.status(STATUS[error] ?? 422).json({ error, message: FAILURES[error] });
    }
    res.redirect(303, `${page}?${new URLSearchParams({ error, next })}`);
  });
}
