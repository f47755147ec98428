import type { Account, Role, SessionRecord, Store, User } from "@/lib/store/types";
import { ask, key } from "./connection";

/**
 * Redis or Valkey. The server removes sessions when their time is up. No command touches two keys,
 * so that a cluster works as well.
 *
 *     session:<hash>            the record, as JSON
 *     user-sessions:<user id>   hashes of a user's sessions, sorted by when they expire
 *     user:<id>                 the account, as a hash
 *     email:<email>             the id of the account
 *     users                     all ids of accounts
 *     attempts:<key>            a counter
 */
export function getStore(): Store {
  return store;
}

const store: Store = {
  sessions: {
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
    async read(idHash) {
      const session = await readSession(idHash);
      const user = session && (await readUser(session.userId));
      return session && user ? { session, user } : null;
    },
    async touch(session) {
      const name = key("session", session.idHash);
      // XX: only when it is still there.
      await ask((redis) =>
        redis.set(name, JSON.stringify(session), "PXAT", session.idleUntil, "XX"),
      );
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
  },
  users: {
    async byEmail(email) {
      const id = await ask((redis) => redis.get(key("email", email)));
      return id === null ? null : readAccount(id);
    },
    byId: readUser,
    async list() {
      const ids = await ask((redis) => redis.smembers(key("users")));
      const users = await Promise.all(ids.map(readUser));
      return users.filter((user) => user !== null).sort((a, b) => (a.email < b.email ? -1 : 1));
    },
    async create(account) {
      const { id, email } = account;
      return ask(async (redis) => {
        await redis.hset(key("user", id), account);
        // Whoever claims the address first has it; the other account is dropped.
        if ((await redis.set(key("email", email), id, "NX")) === null) {
          await redis.del(key("user", id));
          return false;
        }
        await redis.sadd(key("users"), id);
        return true;
      });
    },
    async rename(id, name) {
      await ask((redis) => redis.hset(key("user", id), { name }));
    },
    async setRole(id, role) {
      await ask((redis) => redis.hset(key("user", id), { role }));
    },
  },
  attempts: {
    async add(name, amount, windowSeconds) {
      const counter = key("attempts", name);
      return ask(async (redis) => {
        const count = await redis.incrby(counter, amount);
        await redis.expire(counter, windowSeconds, "NX");
        return count;
      });
    },
  },
  async sweep() {
    // Every key has its time to live.
  },
};

async function readSession(idHash: string): Promise<SessionRecord | null> {
  const text = await ask((redis) => redis.get(key("session", idHash)));
  return text === null ? null : (JSON.parse(text) as SessionRecord);
}

async function hashesOf(userId: string): Promise<string[]> {
  return ask((redis) => redis.zrangebyscore(key("user-sessions", userId), Date.now(), "+inf"));
}

async function readUser(id: string): Promise<User | null> {
  const account = await readAccount(id);
  if (!account) return null;
  const { passwordHash: _, ...user } = account;
  return user;
}

async function readAccount(id: string): Promise<Account | null> {
  const { email, name, role, passwordHash } = await ask((redis) => redis.hgetall(key("user", id)));
  if (!email || !name || !passwordHash) return null;
  return { id, email, name, role: role as Role, passwordHash };
}
