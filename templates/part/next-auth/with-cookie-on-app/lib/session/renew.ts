import type { NextRequest, NextResponse } from "next/server";
import { SESSION_COOKIE } from "@/lib/session/cookie";
import { sealTicket, unsealTicket } from "@/lib/session/seal";
import { renewTicket, secondsLeft } from "@/lib/session/sessions";

/**
 * Slides the idle timeout for pages, when that is due. It asks no store: the new token goes on naming
 * the same session, which stays ended if it was.
 */
export async function renewSession(request: NextRequest, response: NextResponse): Promise<void> {
  const token = request.cookies.get(SESSION_COOKIE.name)?.value;
  const ticket = token ? await unsealTicket(token) : null;
  const renewed = ticket && renewTicket(ticket);
  if (!renewed) return;
  const maxAge = secondsLeft(renewed);
  const value = await sealTicket(renewed, maxAge);
  response.cookies.set(SESSION_COOKIE.name, value, { ...SESSION_COOKIE.options, maxAge });
}
