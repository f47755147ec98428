import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";
import type { Outage, StoreAdapter } from "./store.ts";

/** Both servers. What is read or written counts in whichever it happens. */
export const redisPostgres: StoreAdapter = {
  id: "redis+postgres",
  async open(directory) {
    const folders = ["postgres", "redis"].map((name) => path.join(directory, name));
    for (const folder of folders) mkdirSync(folder);
    chmodSync(directory, 0o711); // PostgreSQL runs under an account of its own, and has to get in
    const [ofPostgres = "", ofRedis = ""] = folders;
    const truth = await postgres.open(ofPostgres);
    const copies = await redis.open(ofRedis);
    const [stopPostgres, silencePostgres] = outagesOf(truth.outage);
    const [stopRedis, silenceRedis] = outagesOf(copies.outage);
    return {
      id: "redis+postgres",
      shared: true,
      env: { ...truth.env, ...copies.env },
      preloads: [...truth.preloads, ...copies.preloads],
      secrets: [...truth.secrets, ...copies.secrets],
      dump: async (app) => Buffer.concat([await truth.dump(app), await copies.dump(app)]),
      countSessions: async (app) =>
        Math.max(await truth.countSessions(app), await copies.countSessions(app)),
      async traffic(app) {
        const [one, other] = [await truth.traffic(app), await copies.traffic(app)];
        return { reads: one.reads + other.reads, writes: one.writes + other.writes };
      },
      setRole: truth.setRole,
      advance: copies.advance,
      outage: [
        ...[stopRedis, stopPostgres, silenceRedis, silencePostgres].map((outage) => ({
          ...outage,
          survives: true,
        })),
        both("both stopped", stopRedis, stopPostgres),
      ],
      async close() {
        await truth.close();
        await copies.close();
      },
    };
  },
};

function outagesOf(outages: readonly Outage[] | string): [Outage, Outage] {
  const [stopped, silent] = typeof outages === "string" ? [] : outages;
  if (!stopped || !silent) throw new Error("a server of two tiers can stop and fall silent");
  return [stopped, silent];
}

function both(name: string, one: Outage, other: Outage): Outage {
  return {
    name,
    async begin() {
      await one.begin();
      await other.begin();
    },
    async end() {
      await other.end();
      await one.end();
    },
  };
}
