import type { NextRequest, NextResponse } from "next/server";
import { SESSION_COOKIE, sessionCookie } from "@/lib/session/cookie";
import { decrypt, encrypt } from "@/lib/session/jwt";
import { renewTicket, secondsLeft } from "@/lib/session/sessions";

/**
 * Slides the idle timeout for pages, when that is due. It asks no store: the new token goes on naming
 * the same session, which stays ended if it was.
 */
export async function renewSession(request: NextRequest, response: NextResponse): Promise<void> {
  const token = request.cookies.get(SESSION_COOKIE)?.value;
  const ticket = token ? await decrypt(token) : null;
  const renewed = ticket && renewTicket(ticket);
  if (!renewed) return;
  const maxAgeSeconds = secondsLeft(renewed);
  response.cookies.set(sessionCookie(await encrypt(renewed, maxAgeSeconds), maxAgeSeconds));
}
