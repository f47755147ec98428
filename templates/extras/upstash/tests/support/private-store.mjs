import { randomBytes } from "node:crypto";
import { Redis } from "@upstash/redis";

/**
 * Keys of the tests' own, with a prefix by which they are removed at the end.
 * @param env where the address and the token are looked up
 */
export async function privateStore({
  UPSTASH_REDIS_REST_URL: url,
  UPSTASH_REDIS_REST_TOKEN: token,
}) {
  const prefix = `session-contract-${randomBytes(6).toString("hex")}:`;
  const remove = async () => {
    const redis = new Redis({ url, token });
    const keys = await redis.keys(`${prefix}*`);
    if (keys.length > 0) await redis.del(...keys);
  };
  return { env: { REDIS_PREFIX: prefix }, remove };
}
