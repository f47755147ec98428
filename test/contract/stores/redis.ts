import { readFile } from "node:fs/promises";
import path from "node:path";
import { Redis, type RedisOptions } from "ioredis";
import { Child, until } from "../app/child.ts";
import { freePort } from "../app/ports.ts";
import { findBinary } from "./binaries.ts";
import { openRelay } from "./relay.ts";
import type { StoreAdapter, Traffic } from "./store.ts";

const password = "Rd-93be57a1c04f2d68";
const prefix = "contract:";
const reading = new Set(["get", "hget", "hgetall", "hmget", "mget", "getex"]);
const writing = new Set(
  "set setex psetex setnx hset hmset hsetex del unlink expire pexpire expireat pexpireat getex getdel rename".split(
    " ",
  ),
);

/** An own server, watched through MONITOR. Time passes in it by shortening every time to live. */
export const redis: StoreAdapter = {
  id: "redis",
  async open(directory) {
    const binary = findBinary("redis-server", "redis-server");
    const port = await freePort();
    const start = async () => {
      const settings = ["--port", `${port}`, "--bind", "127.0.0.1", "--requirepass", password];
      // Uncompressed, so that a dump can be searched; snapshots are ours to make.
      const files = ["--dir", directory, "--rdbcompression", "no", "--save", ""];
      const child = new Child(binary, [...settings, ...files]);
      const ping = () => withClient(port, (client) => client.ping());
      await until(child, "Redis", () => ping().then(Boolean, () => false));
      return child;
    };
    let server = await start();
    let monitor = await watch(port);
    const relay = await openRelay(port);
    const url = (at: number) => `redis://:${password}@127.0.0.1:${at}`;
    return {
      id: "redis",
      shared: true,
      env: { REDIS_URL: url(port), REDIS_PREFIX: prefix },
      preloads: [],
      secrets: [password],
      dump: async () => {
        await withClient(port, (client) => client.save());
        return readFile(path.join(directory, "dump.rdb"));
      },
      countSessions: async () => (await keys(port, `${prefix}session:*`)).length,
      traffic: () => monitor.traffic(),
      setRole: (_app, email, role) => withClient(port, (client) => setRole(client, email, role)),
      advance: (milliseconds) => advance(port, milliseconds),
      outage: [
        {
          name: "Redis stopped",
          async begin() {
            await withClient(port, (client) => client.save());
            await monitor.stop();
            await server.stop("SIGKILL");
          },
          async end() {
            server = await start();
            monitor = await watch(port);
          },
        },
        {
          name: "Redis silent",
          env: { REDIS_URL: url(relay.port) },
          begin: async () => relay.freeze(),
          end: async () => relay.thaw(),
        },
      ],
      async close() {
        relay.close();
        await monitor.stop();
        await server.stop("SIGKILL");
      },
    };
  },
};

function connect(port: number, options: RedisOptions = {}): Redis {
  const client = new Redis({
    ...options,
    port,
    host: "127.0.0.1",
    password,
    lazyConnect: true,
    retryStrategy: () => null,
  });
  client.on("error", () => {});
  return client;
}

async function withClient<Result>(port: number, use: (client: Redis) => Promise<Result>) {
  const client = connect(port);
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.disconnect();
  }
}

/** Counts commands on session records; what scripts do inside is reported by MONITOR as well. */
async function watch(port: number) {
  const counted = { reads: 0, writes: 0 };
  const echoes = new Map<string, () => void>();
  // redis.monitor() would give up when applications connect at the very same moment: their commands
  // arrive before it expects any. Here that is an error to be ignored like any other.
  const monitor = connect(port, { monitor: true });
  const monitoring = new Promise((resolve) => monitor.once("monitoring", resolve));
  await monitor.connect();
  await monitoring;
  monitor.on("monitor", (_time: string, [name = "", ...args]: string[]) => {
    const command = name.toLowerCase();
    if (command === "echo") echoes.get(args[0] ?? "")?.();
    const touched = args.some((arg) => arg.startsWith(`${prefix}session:`));
    if (touched && reading.has(command)) counted.reads += 1;
    if (touched && writing.has(command)) counted.writes += 1;
  });
  return {
    /** Waits for an own command to come by, so that every earlier one has. */
    async traffic(): Promise<Traffic> {
      const mark = `contract-${Math.random()}`;
      const seen = new Promise<void>((resolve) => echoes.set(mark, resolve));
      await withClient(port, (other) => other.echo(mark));
      await seen;
      echoes.delete(mark);
      return { ...counted };
    },
    async stop() {
      monitor.disconnect();
    },
  };
}

async function keys(port: number, pattern: string): Promise<string[]> {
  return withClient(port, (client) => client.keys(pattern));
}

async function setRole(client: Redis, email: string, role: string): Promise<void> {
  const id = await client.get(`${prefix}email:${email}`);
  const key = `${prefix}user:${id}`;
  if ((await client.type(key)) === "hash") await client.hset(key, "role", role);
  else
    await client.set(key, JSON.stringify({ ...JSON.parse((await client.get(key)) ?? "{}"), role }));
}

async function advance(port: number, milliseconds: number): Promise<void> {
  await withClient(port, async (client) => {
    for (const key of await client.keys("*")) {
      const left = await client.pttl(key);
      if (left < 0) continue;
      if (left > milliseconds) await client.pexpire(key, left - milliseconds);
      else await client.del(key);
    }
  });
}
