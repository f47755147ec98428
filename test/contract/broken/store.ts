import { Redis } from "ioredis";
import { has } from "./defects.ts";

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly password: string;
}

export interface Session {
  readonly key: string;
  readonly handle: string;
  readonly userId: string;
  readonly role: string;
  readonly device: string;
  readonly usedAt: number;
  readonly idleUntil: number;
  readonly endsAt: number;
}

const prefix = process.env.REDIS_PREFIX ?? "";
const limit = has("waits-for-the-store") ? undefined : 1_000; // ms

const redis = new Redis(process.env.REDIS_URL ?? "", {
  connectTimeout: 1_000,
  maxRetriesPerRequest: has("waits-for-the-store") ? null : 0,
  enableOfflineQueue: has("waits-for-the-store"),
  retryStrategy: () => 200,
  ...(limit ? { commandTimeout: limit } : {}),
});
redis.on("error", () => {});

/** Waits for the first connection. */
export async function connected(): Promise<void> {
  if (redis.status !== "ready") await new Promise((resolve) => redis.once("ready", resolve));
}

async function read<Value>(key: string): Promise<Value | undefined> {
  const text = await redis.get(prefix + key);
  return text === null ? undefined : (JSON.parse(text) as Value);
}

export const users = {
  byId: (id: string) => read<User>(`user:${id}`),
  async byEmail(email: string): Promise<User | undefined> {
    const id = await redis.get(`${prefix}email:${email}`);
    return id === null ? undefined : this.byId(id);
  },
  async all(): Promise<User[]> {
    const ids = await redis.smembers(`${prefix}users`);
    return (await Promise.all(ids.map((id) => this.byId(id)))).filter((user) => user !== undefined);
  },
  /** False when the address is taken. */
  async create(user: User): Promise<boolean> {
    if (!(await redis.setnx(`${prefix}email:${user.email}`, user.id))) return false;
    await this.save(user);
    await redis.sadd(`${prefix}users`, user.id);
    return true;
  },
  async save(user: User): Promise<void> {
    await redis.set(`${prefix}user:${user.id}`, JSON.stringify(user));
  },
};

const cache = new Map<string, Session>();

export const sessions = {
  async read(key: string): Promise<Session | undefined> {
    if (has("remembers-sessions-itself") && cache.has(key)) return cache.get(key);
    if (has("reads-twice")) await redis.get(`${prefix}session:${key}`);
    const session = await read<Session>(`session:${key}`);
    if (session) cache.set(key, session);
    return session;
  },
  async write(session: Session): Promise<void> {
    const { key, userId, endsAt } = session;
    const life = endsAt - Date.now();
    const text = JSON.stringify(session);
    if (has("keeps-expired-sessions")) await redis.set(`${prefix}session:${key}`, text);
    else await redis.set(`${prefix}session:${key}`, text, "PX", Math.max(life, 1));
    await redis.sadd(`${prefix}user-sessions:${userId}`, key);
  },
  async end(key: string): Promise<void> {
    cache.delete(key);
    await redis.del(`${prefix}session:${key}`);
  },
  async of(userId: string): Promise<Session[]> {
    const keys = await redis.smembers(`${prefix}user-sessions:${userId}`);
    const found = await Promise.all(keys.map((key) => read<Session>(`session:${key}`)));
    return found.filter((session) => session !== undefined);
  },
  async byHandle(handle: string): Promise<Session | undefined> {
    for (const user of await users.all()) {
      const found = (await this.of(user.id)).find((session) => session.handle === handle);
      if (found) return found;
    }
    return undefined;
  },
};

const counts = new Map<string, number>();

/** Adds to a counter of fifteen minutes and tells its value. */
export async function count(key: string, amount: number): Promise<number> {
  if (has("counts-no-guesses")) return 0;
  if (has("counts-per-instance")) {
    counts.set(key, (counts.get(key) ?? 0) + amount);
    return counts.get(key) ?? 0;
  }
  const value = await redis.incrby(`${prefix}attempts:${key}`, amount);
  await redis.expire(`${prefix}attempts:${key}`, 15 * 60, "NX");
  return value;
}
