import { serverSession } from "./auth/server-session.ts";
import { tailwind } from "./extras/tailwind.ts";
import { app } from "./routers/app.ts";
import { pages } from "./routers/pages.ts";
import { memory } from "./stores/memory.ts";
import { postgres } from "./stores/postgres.ts";
import { redis } from "./stores/redis.ts";
import { sqlite } from "./stores/sqlite.ts";
import type { AuthEntry, ExtraEntry, RouterEntry, StoreEntry } from "./types.ts";

/** What can be chosen. The first entry of each list is the default. */
export interface Catalogue {
  readonly auths: readonly AuthEntry[];
  readonly stores: readonly StoreEntry[];
  readonly routers: readonly RouterEntry[];
  readonly extras: readonly ExtraEntry[];
}

/** Everything this version can generate. Adding an entry is one file and its name here. */
export const catalogue: Catalogue = {
  auths: [serverSession],
  stores: [sqlite, postgres, redis, memory],
  routers: [app, pages],
  extras: [tailwind],
};
