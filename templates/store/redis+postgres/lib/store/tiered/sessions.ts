import { run } from "@/lib/store/postgres/connection";
import { sessions as truth } from "@/lib/store/postgres/sessions";
import { users } from "@/lib/store/postgres/users";
import type { SessionRecord, SessionStore, User } from "@/lib/store/types";
import { ignoreOutage, StoreUnavailableError } from "@/lib/store/unavailable";
import { type Copy, putCopy, readCopy } from "./copies";
import { tellEndings } from "./endings";
import { postgres, redis } from "./tiers";

/**
 * Sessions in two tiers.
 *
 * PostgreSQL decides for as long as it answers, so that a session that ended and a role that changed
 * count from the next request on, however they came about. Redis gets a copy of each session when it
 * begins, whenever its use is written down, and when Redis has been away.
 *
 * - Redis down: nothing changes but that copies grow old. What ends meanwhile is noted in PostgreSQL
 *   and passed on before Redis is asked again.
 * - PostgreSQL down: sessions are read from their copies and slide there. Whatever else is written
 *   fails, signing out too: who was told that a session has ended can rely on it.
 */
export const sessions: SessionStore = {
  async create(session) {
    const user = await postgres.ask(async () => {
      await truth.create(session);
      return users.byId(session.userId);
    });
    if (user) await copy(session, user);
  },
  async read(idHash) {
    try {
      const found = await postgres.ask(() => truth.read(idHash));
      // What Redis has of this session, if anything, is from before it was away.
      if (found && found.session.lastUsedAt < redis.since) void copy(found.session, found.user);
      return found;
    } catch (error) {
      ignoreOutage(error);
      return standIn(await redis.ask(() => readCopy(idHash)));
    }
  },
  async touch(session) {
    const user = await postgres
      .ask(async () => {
        await truth.touch(session);
        return users.byId(session.userId);
      })
      .catch(ignoreOutage);
    await copy(session, user ?? undefined);
  },
  async delete(idHash) {
    return (await endSessions("id_hash = $1", [idHash])) === 1;
  },
  async deleteAllOf(userId, exceptIdHash = "") {
    await endSessions("user_id = $1 and id_hash <> $2", [userId, exceptIdHash]);
  },
  listOf: (userId) => postgres.ask(() => truth.listOf(userId)),
};

/**
 * Ends sessions. PostgreSQL forgets them and notes in the same statement that Redis has to be told,
 * so nothing can come between the two: not a crash, not an outage (a transactional outbox).
 *
 * @param which a condition on the table of sessions
 * @returns how many there were
 * @throws StoreUnavailableError when PostgreSQL is down: then nothing has ended
 */
async function endSessions(which: string, args: unknown[]): Promise<number> {
  const ended = await postgres.ask(() =>
    run(
      `with ended as (delete from sessions where ${which} returning id_hash, expires_at)
       insert into session_endings select id_hash, expires_at from ended returning id_hash`,
      args,
    ),
  );
  if (ended.length > 0) await tellEndings();
  return ended.length;
}

/** A copy that cannot be made is made with the next use: nobody has to wait or fail for it. */
async function copy(session: SessionRecord, user?: User): Promise<void> {
  await redis
    .ask(() => putCopy(session.idHash, { session, user }, session.idleUntil))
    .catch(ignoreOutage);
}

/** What a copy is good for while PostgreSQL is down. */
function standIn(found: Copy | null | undefined): Copy | null {
  if (found === null) return null;
  // More than an ordinary user's rights may have been withdrawn since the copy was made.
  if (found?.user.role !== "user") throw new StoreUnavailableError();
  return found;
}
