import { ask, key } from "@/lib/store/redis/connection";
import { together } from "@/lib/store/together";
import type { SessionRecord, SessionStore } from "@/lib/store/types";
import { readUser, toUser } from "./users";

/**
 * The server removes sessions when their time is up. No command touches two keys, so that a cluster
 * works as well.
 *
 *     session:<hash>            the record, as JSON
 *     user-sessions:<user id>   hashes of a user's sessions, sorted by when they expire
 */
export const sessions: SessionStore = {
  async create(session) {
    const { idHash, userId, idleUntil, expiresAt } = session;
    const index = key("user-sessions", userId);
    await ask(async (redis) => {
      // The index first: a session that is not in it could not be revoked.
      await redis.zadd(index, expiresAt, idHash);
      await redis.zremrangebyscore(index, "-inf", Date.now());
      await redis.pexpireat(index, expiresAt, "NX");
      await redis.pexpireat(index, expiresAt, "GT");
      await redis.set(key("session", idHash), JSON.stringify(session), "PXAT", idleUntil);
    });
  },
  read: together(readAll),
  async touch(session) {
    const name = key("session", session.idHash);
    // XX: only when it is still there.
    await ask((redis) => redis.set(name, JSON.stringify(session), "PXAT", session.idleUntil, "XX"));
  },
  async delete(idHash) {
    return (await ask((redis) => redis.del(key("session", idHash)))) === 1;
  },
  async deleteAllOf(userId, exceptIdHash) {
    const ending = (await hashesOf(userId)).filter((idHash) => idHash !== exceptIdHash);
    await ask((redis) => Promise.all(ending.map((idHash) => redis.del(key("session", idHash)))));
  },
  async listOf(userId) {
    const sessions = await Promise.all((await hashesOf(userId)).map(readSession));
    return sessions.filter((session) => session !== null);
  },
};

type Found = NonNullable<Awaited<ReturnType<SessionStore["read"]>>>;

/** Sessions whose owner is remembered at the same time. */
const OWNERS = 10_000;

/**
 * Whose a session is never changes, so from its second request on the record and the user are asked for
 * together: one round trip instead of two. Neither of them is remembered.
 */
const owners = new Map<string, string>();

function rememberOwner({ idHash, userId }: SessionRecord): void {
  if (owners.has(idHash)) return;
  const [oldest] = owners.size < OWNERS ? [] : owners.keys();
  if (oldest !== undefined) owners.delete(oldest);
  owners.set(idHash, userId);
}

async function readAll(idHashes: string[]): Promise<Map<string, Found>> {
  const answers = await ask((redis) =>
    Promise.all(
      idHashes.map(async (idHash) => {
        const owner = owners.get(idHash);
        const [text, fields] = await Promise.all([
          redis.get(key("session", idHash)),
          owner === undefined ? undefined : redis.hgetall(key("user", owner)),
        ]);
        const itsUser = owner !== undefined && fields ? toUser(owner, fields) : null;
        return { idHash, session: toSession(text), itsUser };
      }),
    ),
  );
  const found = new Map<string, Found>();
  await Promise.all(
    answers.map(async ({ idHash, session, itsUser }) => {
      if (!session) return owners.delete(idHash);
      rememberOwner(session);
      const { userId } = session;
      const user = itsUser?.id === userId ? itsUser : await readUser(userId);
      if (user) found.set(idHash, { session, user });
    }),
  );
  return found;
}

async function readSession(idHash: string): Promise<SessionRecord | null> {
  return toSession(await ask((redis) => redis.get(key("session", idHash))));
}

function toSession(text: string | null): SessionRecord | null {
  return text === null ? null : (JSON.parse(text) as SessionRecord);
}

async function hashesOf(userId: string): Promise<string[]> {
  return ask((redis) => redis.zrangebyscore(key("user-sessions", userId), Date.now(), "+inf"));
}
