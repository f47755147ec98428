import type { NextApiHandler, NextApiRequest, NextApiResponse } from "next";
import { headersOf } from "@/lib/request";
import { isSameOrigin } from "@/lib/same-origin";
import { getCurrentSession, type Session } from "@/lib/session";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * Makes an API route that a form posts to, with or without JavaScript. What is not a form of this
 * site is refused: other methods, other origins (CSRF), other types of content.
 */
export function withForm(handler: NextApiHandler): NextApiHandler {
  return async (req, res) => {
    res.setHeader("Cache-Control", "private, no-store");
    if (req.method !== "POST") {
      return res.setHeader("Allow", "POST").status(405).send("Only forms are posted here.");
    }
    if (!isSameOrigin(headersOf(req))) {
      return res.status(403).send("This form was sent from another site.");
    }
    if (!isForm(req)) return res.status(415).send("This is not a form.");
    try {
      await handler(req, res);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      res.redirect(303, "/unavailable");
    }
  };
}

/**
 * Makes an API route for a form of a signed-in user.
 * @param act does what the form is for, and returns the page to show afterwards
 */
export function withUserForm(
  act: (session: Session, req: NextApiRequest, res: NextApiResponse) => Promise<string>,
): NextApiHandler {
  return withForm(async (req, res) => {
    const session = await getCurrentSession(req);
    if (!session) return res.redirect(303, "/login");
    // 303: the browser asks for the page with GET, and reloading it does not post again.
    res.redirect(303, await act(session, req, res));
  });
}

/** A field of the posted form; the first of its name, and "" where there is none. */
export function field({ body }: NextApiRequest, name: string): string {
  const value: unknown = body?.[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first : "";
}

/** Next.js has read the body by now: such forms up to 1 MB, anything larger was answered with 413. */
function isForm({ headers }: NextApiRequest): boolean {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  return type.trim().toLowerCase() === "application/x-www-form-urlencoded";
}
