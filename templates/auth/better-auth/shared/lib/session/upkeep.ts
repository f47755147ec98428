import { auth } from "@/lib/auth";
import { askAuth } from "@/lib/auth/outage";
import { sessionTimes } from "@/lib/session/settings";
import { getStore } from "@/lib/store/store";

/** Writes down that a session is in use, which slides its idle timeout. Not one that has ended. */
export async function touchSession(token: string): Promise<void> {
  await askAuth(async () =>
    (await auth.$context).internalAdapter.updateSession(token, { updatedAt: new Date() }),
  );
}

let lastSweep = 0;

/** Removes expired sessions now and then. Call it where nobody waits for it. */
export async function sweepSometimes(): Promise<void> {
  const now = Date.now();
  if (now - lastSweep < sessionTimes().sweepSeconds * 1000) return;
  lastSweep = now;
  await getStore().sweep();
}
