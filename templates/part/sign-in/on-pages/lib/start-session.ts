import type { NextApiHandler, NextApiRequest, NextApiResponse } from "next";
import { FAILURES, type Failure } from "@/lib/accounts";
import { field, withForm } from "@/lib/form-guard";
import { safeRedirect } from "@/lib/safe-redirect";
import { StoreUnavailableError } from "@/lib/store/unavailable";

type SignIn = (req: NextApiRequest, res: NextApiResponse) => Promise<Failure | null>;

/** What a script is told; everything else is a field that was not filled in right. */
const STATUS: Partial<Record<Failure, number>> = {
  credentials: 401,
  attempts: 429,
  unavailable: 503,
};

/**
 * Makes an API route of a form that starts a session.
 * @param page the page of the form, which shows the failure when the browser posted by itself
 * @param signIn signs the browser in, or says why it did not
 */
export function startsSession(page: string, signIn: SignIn): NextApiHandler {
  return withForm(async (req, res) => {
    const error = await outcome(signIn(req, res));
    const next = safeRedirect(field(req, "next"));
    const sentByScript = req.headers.accept === "application/json";
    if (!error) {
      return sentByScript ? res.json({ next }) : res.redirect(303, next);
    }
    if (sentByScript) {
      return res.status(STATUS[error] ?? 422).json({ error, message: FAILURES[error] });
    }
    res.redirect(303, `${page}?${new URLSearchParams({ error, next })}`);
  });
}

/** An outage is a failure like others. */
async function outcome(attempt: Promise<Failure | null>): Promise<Failure | null> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return "unavailable";
    throw error;
  }
}
