import { getIronSession, type IronSession } from "iron-session";
import type { PageRequest, PageResponse } from "@/lib/request";
import { isSeal, SESSION_COOKIE } from "@/lib/session/cookie";
import { type SessionData, sessionOptions, sessionOptionsFor } from "@/lib/session/options";
import type { Ticket } from "@/lib/session/ticket";
import { unseal } from "@/lib/session/unseal";

/** What the browser brought, if the seal in its cookie is genuine. */
export async function readTicket(req: PageRequest, _: PageResponse): Promise<Ticket | null> {
  return unseal(req.cookies[SESSION_COOKIE]);
}

/** Seals the ticket for the browser. */
export async function giveTicket(
  req: PageRequest,
  res: PageResponse,
  ticket: Ticket,
  maxAgeSeconds: number,
): Promise<void> {
  const session = await openSession(req, res);
  session.ticket = ticket;
  session.updateConfig(sessionOptionsFor(maxAgeSeconds));
  await session.save();
}

/** Takes the cookie out of the browser. It does not end the session: see signOutBrowser(). */
export async function forgetBrowser(req: PageRequest, res: PageResponse): Promise<void> {
  const session = await openSession(req, res);
  session.destroy();
}

async function openSession(req: PageRequest, res: PageResponse): Promise<IronSession<SessionData>> {
  if (isSeal(req.cookies[SESSION_COOKIE])) {
    return getIronSession<SessionData>(req, res, sessionOptions);
  }
  // iron-session 8 throws on most cookies that are no seals, so it is shown a request without any.
  return getIronSession<SessionData>(new Request("http://localhost"), res, sessionOptions);
}
