import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { Child, until } from "../app/child.ts";
import { freePort } from "../app/ports.ts";
import { findBinary } from "./binaries.ts";
import { openRelay } from "./relay.ts";
import { databaseFile } from "./sqlite.ts";
import type { StoreAdapter, Traffic } from "./store.ts";

const prefix = "contract:";
const sessionKey = `${prefix}session:`;

/**
 * An own memcached that writes every command to its log, and the SQLite file of the accounts. Time
 * passes in it by shortening every time to live.
 */
export const memcached: StoreAdapter = {
  id: "memcached",
  async open(directory) {
    const binary = findBinary("memcached", "memcached");
    const accounts = await databaseFile(directory, "users");
    const port = await freePort();
    const log = path.join(directory, "memcached.log");
    const start = async () => {
      const output = openSync(log, "a");
      const asRoot = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
      const options = ["-l", "127.0.0.1", "-p", `${port}`, "-U", "0", "-vv", ...asRoot];
      const child = new Child(binary, options, { stdio: ["ignore", output, output] });
      closeSync(output);
      const answers = () => command(port, "version").then(Boolean, () => false);
      await until(child, "memcached", answers);
      return child;
    };
    let server = await start();
    const relay = await openRelay(port);
    return {
      ...accounts,
      id: "memcached",
      env: {
        ...accounts.env,
        MEMCACHED_SERVERS: `127.0.0.1:${port}`,
        MEMCACHED_PREFIX: prefix,
      },
      preloads: [],
      async dump(app) {
        const names = (await items(port)).map(({ key }) => key);
        const values = await Promise.all(names.map((key) => command(port, `get ${key}`)));
        return Buffer.concat([await accounts.dump(app), Buffer.from(values.join("\n"))]);
      },
      countSessions: async () =>
        (await items(port)).filter(({ key }) => key.startsWith(sessionKey)).length,
      traffic: async () => traffic(await readFile(log, "utf8")),
      advance: (milliseconds) => advance(port, milliseconds / 1000),
      outage: [
        ...(typeof accounts.outage === "string" ? [] : accounts.outage),
        {
          name: "memcached restarted",
          forgetsSessions: true,
          begin: async () => void (await server.stop("SIGKILL")),
          end: async () => {
            server = await start();
          },
        },
        {
          name: "memcached silent",
          env: { MEMCACHED_SERVERS: `127.0.0.1:${relay.port}` },
          begin: async () => relay.freeze(),
          end: async () => relay.thaw(),
        },
      ],
      async close() {
        relay.close();
        await server.stop("SIGKILL");
      },
    };
  },
};

/** Sends one command of the text protocol. @returns the whole answer */
function command(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${line}\r\n`));
    let answer = "";
    socket.setTimeout(2_000, () => socket.destroy(new Error(`memcached is silent on ${line}`)));
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      answer += chunk.toString("utf8");
      const ending = /(?:^|\n)(?:END|TOUCHED|DELETED|NOT_FOUND|VERSION .*)\r\n$/.exec(answer);
      if (ending) socket.end();
      else if (/^(?:\w*ERROR|BUSY)/.test(answer)) socket.destroy(new Error(`${line}: ${answer}`));
    });
    socket.on("close", () => resolve(answer));
  });
}

/** What has not expired: keys, and when they end in seconds since 1970 (-1: never). */
async function items(port: number): Promise<{ key: string; ends: number }[]> {
  const now = Date.now() / 1000;
  return [...(await command(port, "lru_crawler metadump hash")).matchAll(/key=(\S+) exp=(-?\d+)/g)]
    .map(([, key = "", ends]) => ({ key: decodeURIComponent(key), ends: Number(ends) }))
    .filter(({ ends }) => ends === -1 || ends > now);
}

async function advance(port: number, seconds: number): Promise<void> {
  const now = Date.now() / 1000;
  for (const { key, ends } of await items(port)) {
    if (ends === -1) continue;
    // As a point in time, which every number beyond thirty days is.
    const earlier = Math.floor(ends - seconds);
    await command(port, earlier > now ? `touch ${key} ${earlier}` : `delete ${key}`);
  }
}

/**
 * Counts the commands on session records in the server's log: "<31 GET contract:session:…". The
 * application speaks the binary protocol, whose commands are in capitals there; ours are not.
 */
function traffic(log: string): Traffic {
  const commands = /^(?:<\d+ (GET|SET|ADD|REPLACE|TOUCH)|Deleting) contract:session:/gm;
  const names = [...log.matchAll(commands)].map(([, name]) => name);
  const reads = names.filter((name) => name === "GET").length;
  return { reads, writes: names.length - reads };
}
