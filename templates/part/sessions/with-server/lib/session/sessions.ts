import type { Session } from "@/lib/session/session";
import { sessionSettings } from "@/lib/session/settings";
import { hashSessionId, newHandle, newSessionId } from "@/lib/session/token";
import { getStore } from "@/lib/store/store";
import type { SessionRecord, User } from "@/lib/store/types";

/**
 * Starts a session under a new id. An id that came from the browser is never used, so a planted
 * cookie stays worthless (session fixation).
 * @param id for libraries that make it themselves
 */
export async function createSession(
  user: User,
  device: string,
  id = newSessionId(),
): Promise<{ id: string }> {
  const { idleSeconds, absoluteSeconds } = sessionSettings();
  const now = Date.now();
  await getStore().sessions.create({
    idHash: hashSessionId(id),
    handle: newHandle(),
    userId: user.id,
    role: user.role,
    device,
    createdAt: now,
    lastUsedAt: now,
    idleUntil: now + idleSeconds * 1000,
    expiresAt: now + absoluteSeconds * 1000,
  });
  return { id };
}

/** Reads a session, once, and judges it by the record alone: the cookie's own expiry proves nothing. */
export async function readSession(id: string): Promise<Session | null> {
  const found = await getStore().sessions.read(hashSessionId(id));
  if (!found || !isLive(found.session)) return null;
  const { idHash: _, ...session } = found.session;
  return { ...session, user: found.user };
}

/** Is it time to write down that this session is in use? */
export function isTouchDue(session: Session): boolean {
  return Date.now() - session.lastUsedAt >= sessionSettings().touchSeconds * 1000;
}

/** Slides the idle timeout, never past the absolute one. */
export async function touchSession(id: string, session: Session): Promise<void> {
  const now = Date.now();
  const idleUntil = Math.min(now + sessionSettings().idleSeconds * 1000, session.expiresAt);
  await getStore().sessions.touch({ ...recordOf(id, session), lastUsedAt: now, idleUntil });
}

/**
 * Moves a session to a new id; the old one ends. Everything else stays, the absolute timeout too.
 * @returns null when the session has ended meanwhile: then it must not come back.
 */
export async function rotateSession(
  id: string,
  session: Session,
  next = newSessionId(),
): Promise<{ id: string } | null> {
  const { sessions } = getStore();
  if (!(await sessions.delete(hashSessionId(id)))) return null;
  await sessions.create({ ...recordOf(next, session), role: session.user.role });
  return { id: next };
}

/** Ends a session: from now on its cookie opens nothing, wherever a copy of it may be. */
export async function endSession(id: string): Promise<void> {
  await getStore().sessions.delete(hashSessionId(id));
}

let lastSweep = 0;

/** Removes expired sessions now and then. Call it where nobody waits for it. */
export async function sweepSometimes(): Promise<void> {
  const now = Date.now();
  if (now - lastSweep < sessionSettings().sweepSeconds * 1000) return;
  lastSweep = now;
  await getStore().sweep();
}

function recordOf(id: string, { user: _, ...rest }: Session): SessionRecord {
  return { ...rest, idHash: hashSessionId(id) };
}

/** Judged by both timeouts of the record. */
export function isLive(session: SessionRecord): boolean {
  const now = Date.now();
  return now < session.idleUntil && now < session.expiresAt;
}
