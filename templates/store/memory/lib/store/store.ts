import type { Account, SessionRecord, Store } from "@/lib/store/types";

interface Memory {
  sessions: Map<string, SessionRecord>;
  users: Map<string, Account>;
  attempts: Map<string, { count: number; until: number }>;
}

/**
 * Everything is gone when the process ends, and no other process sees it: for trying things out.
 *
 * It hangs on globalThis because Next.js bundles pages, actions and route handlers apart, and each
 * bundle has its own module variables: a login made in one would be unknown to the others.
 */
const KEY = Symbol.for("create-session-app.store");
const shared = globalThis as { [KEY]?: Memory };

function memory(): Memory {
  shared[KEY] ??= { sessions: new Map(), users: new Map(), attempts: new Map() };
  return shared[KEY];
}

export function getStore(): Store {
  const { sessions, users, attempts } = memory();
  return {
    sessions: {
      async create(session) {
        sessions.set(session.idHash, { ...session });
      },
      async read(idHash) {
        const session = sessions.get(idHash);
        const account = session && users.get(session.userId);
        return session && account ? { session: { ...session }, user: publicPart(account) } : null;
      },
      async touch({ idHash, lastUsedAt, idleUntil }) {
        const session = sessions.get(idHash);
        if (session) Object.assign(session, { lastUsedAt, idleUntil });
      },
      async delete(idHash) {
        return sessions.delete(idHash);
      },
      async deleteAllOf(userId, exceptIdHash) {
        for (const { idHash } of sessionsOf(userId)) {
          if (idHash !== exceptIdHash) sessions.delete(idHash);
        }
      },
      async listOf(userId) {
        const now = Date.now();
        return sessionsOf(userId).filter(({ idleUntil }) => idleUntil > now);
      },
    },
    users: {
      async byEmail(email) {
        const account = [...users.values()].find((candidate) => candidate.email === email);
        return account ? { ...account } : null;
      },
      async byId(id) {
        const account = users.get(id);
        return account ? publicPart(account) : null;
      },
      async list() {
        return [...users.values()].map(publicPart).sort(byEmailAddress);
      },
      async create(account) {
        if (await this.byEmail(account.email)) return false;
        users.set(account.id, { ...account });
        return true;
      },
      async rename(id, name) {
        const account = users.get(id);
        if (account) account.name = name;
      },
      async setRole(id, role) {
        const account = users.get(id);
        if (account) account.role = role;
      },
    },
    attempts: {
      async add(key, amount, windowSeconds) {
        const now = Date.now();
        const running = attempts.get(key);
        const counter =
          running && running.until > now
            ? running
            : { count: 0, until: now + windowSeconds * 1000 };
        counter.count += amount;
        attempts.set(key, counter);
        return counter.count;
      },
    },
    async sweep() {
      const now = Date.now();
      for (const session of sessions.values()) {
        if (session.idleUntil <= now) sessions.delete(session.idHash);
      }
      for (const [key, counter] of attempts) {
        if (counter.until <= now) attempts.delete(key);
      }
    },
  };

  function sessionsOf(userId: string): SessionRecord[] {
    return [...sessions.values()].filter((session) => session.userId === userId);
  }
}

function publicPart({ id, email, name, role }: Account) {
  return { id, email, name, role };
}

function byEmailAddress(a: { email: string }, b: { email: string }): number {
  return a.email < b.email ? -1 : 1;
}
