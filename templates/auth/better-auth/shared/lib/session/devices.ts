import type { Where } from "better-auth/adapters";
import { auth } from "@/lib/auth";
import { askAuth } from "@/lib/auth/outage";
import { describeDevice } from "@/lib/device";
import type { Device, Session } from "@/lib/session/session";
import { idleUntil, isIdle } from "@/lib/session/timeouts";

/** The live sessions of this session's user, most recently used first. */
export async function listDevices({ user }: Session): Promise<Device[]> {
  const sessions = await askAuth(async () => {
    const { internalAdapter } = await auth.$context;
    return internalAdapter.listSessions(user.id, { onlyActiveSessions: true });
  });
  return sessions
    .filter((session) => !isIdle(session))
    .map(toDevice)
    .sort((a, b) => b.lastUsedAt - a.lastUsedAt);
}

/** Ends one of the user's sessions by its handle. A handle of somebody else's does nothing. */
export async function endDevice({ user }: Session, handle: string): Promise<void> {
  await endSessions([
    { field: "userId", value: user.id },
    { field: "id", value: handle },
  ]);
}

/** Ends every session of the user but this one. */
export async function endOtherDevices({ user, handle }: Session): Promise<void> {
  await endSessions([
    { field: "userId", value: user.id },
    { field: "id", operator: "ne", value: handle },
  ]);
}

/** Ends every session of the user. */
export async function endAllDevices({ user }: Session): Promise<void> {
  await endSessions([{ field: "userId", value: user.id }]);
}

async function endSessions(where: Where[]): Promise<void> {
  await askAuth(async () => (await auth.$context).adapter.deleteMany({ model: "session", where }));
}

/** A session of better-auth's as the rest of the application sees it. Its id is the public handle. */
export function toDevice(session: typeof auth.$Infer.Session.session): Device {
  const expiresAt = session.expiresAt.getTime();
  return {
    handle: session.id,
    userId: session.userId,
    role: session.role === "admin" ? "admin" : "user",
    device: describeDevice(session.userAgent),
    createdAt: session.createdAt.getTime(),
    lastUsedAt: session.updatedAt.getTime(),
    idleUntil: Math.min(idleUntil(session), expiresAt),
    expiresAt,
  };
}
