import { sessionTimes } from "@/lib/session/settings";

const { idleSeconds, touchSeconds } = sessionTimes();

/** better-auth's name for the time of the last recorded use is `updatedAt`. */
type Used = { updatedAt: Date };

/** Has the session not been used for the idle timeout? */
export function isIdle({ updatedAt }: Used): boolean {
  return Date.now() >= idleUntil({ updatedAt });
}

export function idleUntil({ updatedAt }: Used): number {
  return updatedAt.getTime() + idleSeconds * 1000;
}

/** Is it time to write down that this session is in use? */
export function isTouchDue({ updatedAt }: Used): boolean {
  return Date.now() - updatedAt.getTime() >= touchSeconds * 1000;
}
