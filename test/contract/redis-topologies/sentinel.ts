import { writeFileSync } from "node:fs";
import path from "node:path";
import { Child, until } from "../app/child.ts";
import { freePort } from "../app/ports.ts";
import { findBinary } from "../stores/binaries.ts";
import { call, eventually, isLinked, startNode } from "./node.ts";
import type { Topology } from "./topology.ts";

const name = "mymaster";
const sentinelCount = 3;

/** A primary with a replica, and three Sentinels of which two must agree that it is gone. */
export async function openSentinels(directory: string, password: string): Promise<Topology> {
  const primary = await startNode(directory, password, []);
  const replica = await startNode(directory, password, [
    ...["--replicaof", `127.0.0.1 ${primary.port}`],
  ]);
  // A replica that has never been filled is one that the Sentinels do not promote.
  await eventually("the replica has a copy of everything", () => isLinked(replica, password));
  const sentinels: { port: number; child: Child }[] = [];
  for (let count = 0; count < sentinelCount; count++) {
    sentinels.push(await startSentinel(directory, password, primary.port));
  }
  await eventually("the Sentinels know the replica and each other", async () => {
    const known = await Promise.all(
      sentinels.map(async ({ port }) => {
        const fields = await call<string[]>({ port }, "sentinel", "master", name);
        const field = (wanted: string) => fields[fields.indexOf(wanted) + 1];
        return `${field("num-slaves")} ${field("num-other-sentinels")}`;
      }),
    );
    return known.every((text) => text === `1 ${sentinelCount - 1}`);
  });
  const servers = [primary, replica, ...sentinels];
  const hosts = sentinels.map(({ port }) => `127.0.0.1:${port}`).join(",");
  return {
    url: `redis+sentinel://:${password}@${hosts}/${name}`,
    killPrimary: async () => void (await primary.child.stop("SIGKILL")),
    keys: (pattern) => call<string[]>({ port: primary.port, password }, "keys", pattern),
    async close() {
      await Promise.all(servers.map(({ child }) => child.stop("SIGKILL")));
    },
  };
}

/** Sentinels write what they learn into their configuration file, so each has its own. */
async function startSentinel(directory: string, password: string, primary: number) {
  const port = await freePort();
  const file = path.join(directory, `sentinel-${port}.conf`);
  const lines = [
    ...[`port ${port}`, "bind 127.0.0.1", `dir ${directory}`],
    `sentinel monitor ${name} 127.0.0.1 ${primary} 2`,
    `sentinel auth-pass ${name} ${password}`,
    `sentinel down-after-milliseconds ${name} 1500`,
    `sentinel failover-timeout ${name} 6000`,
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  const child = new Child(findBinary("redis-sentinel", "redis-sentinel"), [file]);
  await until(child, "Sentinel", () => call<string>({ port }, "ping").then(Boolean, () => false));
  return { port, child };
}
