import type { Redis } from "ioredis";
import { expect, test } from "vitest";
import { openRedis } from "../../templates/part/redis/shared/lib/store/redis/topology.ts";

// What REDIS_URL becomes; that the groups work is for test/contract/redis-topologies to show.

const optionsOf = (url: string) => (openRedis(url, { lazyConnect: true }) as Redis).options;

test("one server", () => {
  expect(optionsOf("redis://user:p%40ss@db.example:6380/3")).toMatchObject({
    ...{ host: "db.example", port: 6380, username: "user", password: "p@ss", db: 3 },
  });
  expect(optionsOf("rediss://db.example").tls).toBeTruthy();
});

test("Sentinels", () => {
  const url = "redis+sentinel://:p%2Fss@one,two:26380,[::1]:26381/main/2?sentinelPassword=s";
  expect(optionsOf(url)).toMatchObject({
    name: "main",
    db: 2,
    password: "p/ss",
    sentinelPassword: "s",
    sentinels: [
      { host: "one", port: 26379 },
      { host: "two", port: 26380 },
      { host: "::1", port: 26381 },
    ],
  });
  expect(optionsOf("rediss+sentinel://one/main")).toMatchObject({
    tls: {},
    enableTLSForSentinelMode: true,
  });
});

test("says what is wrong with a URL", () => {
  expect(() => optionsOf("http://one")).toThrow(/must begin with redis:\/\//);
  expect(() => optionsOf("redis+sentinel://one:26379")).toThrow(/name of the primary/);
});
