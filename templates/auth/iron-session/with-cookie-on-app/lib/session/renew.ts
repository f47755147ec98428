import { getIronSession } from "iron-session";
import type { NextRequest, NextResponse } from "next/server";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { type SessionData, sessionOptions, sessionOptionsFor } from "@/lib/session/options";
import { renewTicket, secondsLeft } from "@/lib/session/sessions";
import { unseal } from "@/lib/session/unseal";

/**
 * Slides the idle timeout for pages, when that is due. It asks no store: the new seal goes on naming
 * the same session, which stays ended if it was.
 */
export async function renewSession(request: NextRequest, response: NextResponse): Promise<void> {
  const ticket = await unseal(request.cookies.get(SESSION_COOKIE)?.value);
  const renewed = ticket && renewTicket(ticket);
  if (!renewed) return;
  const session = await getIronSession<SessionData>(request, response, sessionOptions);
  session.ticket = renewed;
  session.updateConfig(sessionOptionsFor(secondsLeft(renewed)));
  await session.save();
}
