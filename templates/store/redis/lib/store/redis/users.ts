import { ask, key } from "@/lib/store/redis/connection";
import type { Account, Role, User, UserStore } from "@/lib/store/types";

/**
 *     user:<id>       the account, as a hash
 *     email:<email>   the id of the account
 *     users           all ids of accounts
 */
export const users: UserStore = {
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
};

export async function readUser(id: string): Promise<User | null> {
  return toUser(id, await readFields(id));
}

/** @param fields what the account's hash holds: nothing where there is none */
export function toUser(id: string, fields: Record<string, string>): User | null {
  const account = toAccount(id, fields);
  if (!account) return null;
  const { passwordHash: _, ...user } = account;
  return user;
}

async function readAccount(id: string): Promise<Account | null> {
  return toAccount(id, await readFields(id));
}

function toAccount(id: string, fields: Record<string, string>): Account | null {
  const { email, name, role, passwordHash } = fields;
  if (!email || !name || !passwordHash) return null;
  return { id, email, name, role: role as Role, passwordHash };
}

function readFields(id: string): Promise<Record<string, string>> {
  return ask((redis) => redis.hgetall(key("user", id)));
}
