import type { Device, Session } from "@/lib/session/session";
import { endSession } from "@/lib/session/sessions";
import { getStore } from "@/lib/store/store";

/** The session of this browser. The others are in the cookies of other browsers, and only there. */
export async function listDevices({ user: _, ...device }: Session): Promise<Device[]> {
  return [device];
}

/** Ends the session of this browser, if that is the one meant. No other can be named. */
export async function endDevice(session: Session, handle: string): Promise<void> {
  if (handle === session.handle) await endSession(session);
}

/** Ends every session of the user but this one. */
export async function endOtherDevices({ user, handle }: Session): Promise<void> {
  await getStore().endings.endAllOf(user.id, handle);
}

/** Ends every session of the user. */
export async function endAllDevices({ user }: Session): Promise<void> {
  await getStore().endings.endAllOf(user.id);
}
