import { unsealData } from "iron-session";
import { isSeal } from "@/lib/session/cookie";
import { type SessionData, sessionOptions } from "@/lib/session/options";
import type { Ticket } from "@/lib/session/ticket";
import { rememberVerified } from "@/lib/session/verified";

/**
 * What a cookie holds; null when it is not one of ours or has expired. getIronSession() would tell the
 * same, but it derives two keys and decrypts on every request: most of what its sessions cost.
 */
export async function unseal(cookie: string | undefined): Promise<Ticket | null> {
  return isSeal(cookie) ? open(cookie) : null;
}

const open = rememberVerified(async (seal): Promise<Ticket | null> => {
  const { ticket } = await unsealData<SessionData>(seal, sessionOptions);
  return ticket ?? null;
});
