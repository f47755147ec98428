import type { SessionRecord, User } from "@/lib/store/types";

/** What the application sees of a session: all but the hash of its id, and whose it is. */
export interface Session extends Omit<SessionRecord, "idHash"> {
  user: User;
}

/** One entry of the account page: a session without anything that would open it. */
export type Device = Omit<SessionRecord, "idHash">;

/** Has the user's role changed since this id was issued? Then issue a new one. */
export function needsNewId(session: Session): boolean {
  return session.role !== session.user.role;
}
