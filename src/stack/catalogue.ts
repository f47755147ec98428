import { authjs } from "./auth/authjs.ts";
import { betterAuth } from "./auth/better-auth.ts";
import { clerk } from "./auth/clerk.ts";
import { ironSession } from "./auth/iron-session.ts";
import { jose } from "./auth/jose.ts";
import { nextAppSession } from "./auth/next-app-session.ts";
import { nextAuth } from "./auth/next-auth.ts";
import { nextSession } from "./auth/next-session.ts";
import { serverSession } from "./auth/server-session.ts";
import { githubActions } from "./extras/github-actions.ts";
import { oauth } from "./extras/oauth.ts";
import { tailwind } from "./extras/tailwind.ts";
import { upstash } from "./extras/upstash.ts";
import { app } from "./routers/app.ts";
import { pages } from "./routers/pages.ts";
import { cookie } from "./stores/cookie.ts";
import { hosted } from "./stores/hosted.ts";
import { memcached } from "./stores/memcached.ts";
import { memory } from "./stores/memory.ts";
import { mysql } from "./stores/mysql.ts";
import { postgres } from "./stores/postgres.ts";
import { redis } from "./stores/redis.ts";
import { redisPostgres } from "./stores/redis+postgres.ts";
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
  auths: [
    serverSession,
    authjs,
    nextAuth,
    betterAuth,
    ironSession,
    jose,
    nextSession,
    nextAppSession,
    clerk,
  ],
  stores: [sqlite, postgres, mysql, redis, redisPostgres, memcached, memory, cookie, hosted],
  routers: [app, pages],
  extras: [tailwind, githubActions, oauth, upstash],
};
