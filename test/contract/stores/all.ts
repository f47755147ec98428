import { cookie } from "./cookie.ts";
import { hosted } from "./hosted.ts";
import { memcached } from "./memcached.ts";
import { memory } from "./memory.ts";
import { mysql } from "./mysql.ts";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";
import { redisPostgres } from "./redis+postgres.ts";
import { sqlite } from "./sqlite.ts";
import type { StoreAdapter } from "./store.ts";

const adapters: readonly StoreAdapter[] = [
  memory,
  sqlite,
  postgres,
  mysql,
  redis,
  redisPostgres,
  memcached,
  cookie,
  hosted,
];

/** @throws Error where the contract does not know the store */
export function storeAdapter(id: string): StoreAdapter {
  const adapter = adapters.find((candidate) => candidate.id === id);
  if (adapter) return adapter;
  throw new Error(
    `The session contract has no adapter for the store ${id}: add test/contract/stores/${id}.ts.`,
  );
}
