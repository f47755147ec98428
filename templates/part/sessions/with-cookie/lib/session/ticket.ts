import type { Device } from "@/lib/session/session";

/**
 * What the browser carries: the whole session. It has to be encrypted or signed, or anybody could
 * write one.
 */
export interface Ticket extends Device {
  /** 128 random bits; a session gets a new id when its user's role changes, its handle stays. */
  id: string;
}
