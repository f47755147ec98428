import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";

/**
 * A schema of the tests' own in the database of DATABASE_URL, and keys of their own in Redis. In a
 * cluster or behind sentinels the keys stay until their time is up.
 * @param env where DATABASE_URL and REDIS_URL are looked up
 */
export async function privateStore({ DATABASE_URL, REDIS_URL = "redis://127.0.0.1:6379" }) {
  const name = `session_contract_${randomBytes(6).toString("hex")}`;
  const run = async (sql) => {
    const client = new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 3000 });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await run(`create schema ${name}`).catch((error) => {
    throw new Error(`PostgreSQL is not there (${error.message}): docker compose up -d --wait`);
  });
  const url = new URL(DATABASE_URL);
  url.searchParams.set("options", `-c search_path=${name}`);
  const prefix = `${name}:`;
  const remove = async () => {
    await run(`drop schema ${name} cascade`);
    if (!/^rediss?:\/\//.test(REDIS_URL)) return;
    const redis = new Redis(REDIS_URL);
    for await (const keys of redis.scanStream({ match: `${prefix}*` })) {
      if (keys.length > 0) await redis.del(keys);
    }
    redis.disconnect();
  };
  return { env: { DATABASE_URL: url.href, REDIS_PREFIX: prefix }, remove };
}
