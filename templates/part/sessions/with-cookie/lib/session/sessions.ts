import { randomBytes } from "node:crypto";
import type { Session } from "@/lib/session/session";
import { sessionSettings } from "@/lib/session/settings";
import type { Ticket } from "@/lib/session/ticket";
import { getStore } from "@/lib/store/store";
import type { User } from "@/lib/store/types";

/**
 * Starts a session. Nothing of it is stored, and nothing that the browser sent becomes part of it,
 * so a planted cookie stays worthless (session fixation).
 */
export function createSession(user: User, device: string): Ticket {
  const { idleSeconds, absoluteSeconds } = sessionSettings();
  const now = Date.now();
  return {
    id: randomName(),
    handle: randomName(),
    userId: user.id,
    role: user.role,
    device,
    createdAt: now,
    lastUsedAt: now,
    idleUntil: now + idleSeconds * 1000,
    expiresAt: now + absoluteSeconds * 1000,
  };
}

/**
 * Judges a session by its own times and asks the store, once, whether it was ended and who its user
 * is now. That question is what makes logging out more than forgetting a cookie.
 */
export async function readSession(ticket: Ticket): Promise<Session | null> {
  if (!isLive(ticket)) return null;
  const user = await getStore().endings.userOf(ticket);
  if (!user) return null;
  const { id: _, ...session } = ticket;
  return { ...session, user };
}

/** Slides the idle timeout, never past the absolute one; null when it is too early or too late. */
export function renewTicket(ticket: Ticket): Ticket | null {
  const { touchSeconds, idleSeconds } = sessionSettings();
  const now = Date.now();
  if (!isLive(ticket) || now - ticket.lastUsedAt < touchSeconds * 1000) return null;
  const idleUntil = Math.min(now + idleSeconds * 1000, ticket.expiresAt);
  return { ...ticket, lastUsedAt: now, idleUntil };
}

/**
 * Moves a session to a new id; the old one ends. Everything else stays, the absolute timeout too.
 * @returns null when the id has ended meanwhile: then the session must not come back.
 */
export async function rotateSession(ticket: Ticket, { user }: Session): Promise<Ticket | null> {
  const ended = await getStore().endings.end(ticket.id, ticket.expiresAt);
  return ended ? { ...ticket, id: randomName(), role: user.role } : null;
}

/** Ends a session: from now on its cookie opens nothing, wherever a copy of it may be. */
export async function endSession({
  handle,
  expiresAt,
}: Pick<Ticket, "handle" | "expiresAt">): Promise<void> {
  await getStore().endings.end(handle, expiresAt);
}

/** Judged by both timeouts of the ticket. */
export function isLive(ticket: Ticket): boolean {
  const now = Date.now();
  return now < ticket.idleUntil && now < ticket.expiresAt;
}

/** How long the browser may keep the ticket: until the absolute timeout. */
export function secondsLeft({ expiresAt }: Ticket): number {
  return Math.max(0, Math.ceil((expiresAt - Date.now()) / 1000));
}

let lastSweep = 0;

/** Forgets what was ended and has expired since, now and then. Call it where nobody waits for it. */
export async function sweepSometimes(): Promise<void> {
  const now = Date.now();
  if (now - lastSweep < sessionSettings().sweepSeconds * 1000) return;
  lastSweep = now;
  await getStore().sweep();
}

function randomName(): string {
  return randomBytes(16).toString("base64url");
}
