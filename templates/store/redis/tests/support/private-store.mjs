import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";

/**
 * Keys of the tests' own, with a prefix by which they are removed at the end. In a cluster or behind
 * sentinels they stay until you remove them.
 * @param env where REDIS_URL is looked up
 */
export async function privateStore({ REDIS_URL = "redis://127.0.0.1:6379" }) {
  const prefix = `session-contract-${randomBytes(6).toString("hex")}:`;
  const remove = async () => {
    if (!/^rediss?:\/\//.test(REDIS_URL)) return;
    const redis = new Redis(REDIS_URL);
    for await (const keys of redis.scanStream({ match: `${prefix}*` })) {
      if (keys.length > 0) await redis.del(keys);
    }
    redis.disconnect();
  };
  return { env: { REDIS_PREFIX: prefix }, remove };
}
