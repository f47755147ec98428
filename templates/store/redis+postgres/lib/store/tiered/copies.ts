import { ask, key } from "@/lib/store/redis/connection";
import type { SessionRecord, User } from "@/lib/store/types";

/**
 * What Redis keeps, until the idle timeout: `session:<hash>`, a hash with the fields
 *
 *     session   the record, as JSON
 *     user      whose it is, as JSON
 *     ended     there once the session has ended; nothing takes it away again
 *
 * Writes that overtake each other do no harm: whoever copies a session that has just ended finds or
 * leaves the third field, and the third field wins.
 */
export interface Copy<Session = SessionRecord, Owner = User> {
  session: Session;
  user: Owner;
}

/** @returns null when the session has ended, undefined when there is no copy: then nobody can tell. */
export async function readCopy<Session = SessionRecord, Owner = User>(
  idHash: string,
): Promise<Copy<Session, Owner> | null | undefined> {
  const { session, user, ended } = await ask((redis) => redis.hgetall(key("session", idHash)));
  if (ended) return null;
  if (!session || !user) return undefined;
  return { session: JSON.parse(session), user: JSON.parse(user) };
}

/**
 * @param user undefined leaves what the copy has
 * @param until the idle timeout
 */
export async function putCopy(
  idHash: string,
  { session, user }: { session: object; user?: object | undefined },
  until: number,
): Promise<void> {
  const fields = { session: JSON.stringify(session), ...(user && { user: JSON.stringify(user) }) };
  await write(idHash, fields, until);
}

export async function endCopy(idHash: string, expiresAt: number): Promise<void> {
  await write(idHash, { ended: "1" }, expiresAt);
}

/** The time to live only ever grows: a copy must not outlive the mark that ended it. */
async function write(idHash: string, fields: object, until: number): Promise<void> {
  const name = key("session", idHash);
  await ask((redis) =>
    Promise.all([
      redis.hset(name, fields),
      redis.pexpireat(name, until, "NX"),
      redis.pexpireat(name, until, "GT"),
    ]),
  );
}
