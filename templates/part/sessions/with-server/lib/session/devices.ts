import type { Device, Session } from "@/lib/session/session";
import { isLive } from "@/lib/session/sessions";
import { getStore } from "@/lib/store/store";

/** The live sessions of this session's user, most recently used first. */
export async function listDevices({ user }: Session): Promise<Device[]> {
  const records = await getStore().sessions.listOf(user.id);
  return records
    .filter(isLive)
    .sort((a, b) => b.lastUsedAt - a.lastUsedAt)
    .map(({ idHash: _, ...device }) => device);
}

/** Ends one of the user's sessions by its handle. A handle of somebody else's does nothing. */
export async function endDevice({ user }: Session, handle: string): Promise<void> {
  const { sessions } = getStore();
  const match = (await sessions.listOf(user.id)).find((session) => session.handle === handle);
  if (match) await sessions.delete(match.idHash);
}

/** Ends every session of the user but this one. */
export async function endOtherDevices({ user, handle }: Session): Promise<void> {
  const { sessions } = getStore();
  const own = (await sessions.listOf(user.id)).find((session) => session.handle === handle);
  await sessions.deleteAllOf(user.id, own?.idHash);
}

/** Ends every session of the user. */
export async function endAllDevices({ user }: Session): Promise<void> {
  await getStore().sessions.deleteAllOf(user.id);
}
