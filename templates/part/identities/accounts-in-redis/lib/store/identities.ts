import { createHash } from "node:crypto";
import type { Identity, IdentityStore } from "@/lib/oauth/identity";
import { ask, key } from "@/lib/store/redis/connection";
import { readUser, users } from "@/lib/store/redis/users";

/**
 *     identity:<hash of issuer and subject>   the id of the account
 *
 * No command touches two keys, so that a cluster works as well. Should the process end between the
 * two steps of create(), the identity names an account that is not there, and the next login of the
 * same person starts anew.
 */
function keyOf({ issuer, subject }: Identity): string {
  const pair = JSON.stringify([issuer, subject]);
  return key("identity", createHash("sha256").update(pair).digest("base64url"));
}

export const identities: IdentityStore = {
  async find(identity) {
    const id = await ask((redis) => redis.get(keyOf(identity)));
    return id === null ? null : readUser(id);
  },
  async create(identity, account) {
    const name = keyOf(identity);
    const before = await ask((redis) => redis.get(name));
    if (before !== null) {
      if (await readUser(before)) return false;
      await ask((redis) => redis.del(name));
    }
    const claimed = await ask((redis) => redis.set(name, account.id, "NX"));
    if (claimed === null) return false;
    if (await users.create(account)) return true;
    await ask((redis) => redis.del(name));
    return false;
  },
};
