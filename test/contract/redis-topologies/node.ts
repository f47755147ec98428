import { mkdirSync } from "node:fs";
import path from "node:path";
import { Redis } from "ioredis";
import { Child, until } from "../app/child.ts";
import { freePort } from "../app/ports.ts";
import { findBinary } from "../stores/binaries.ts";

/** A Redis server of a group, on a private port of loopback. */
export interface Node {
  readonly port: number;
  readonly child: Child;
}

/**
 * Starts a server in a folder of its own below `directory`.
 * @param settings further arguments of redis-server, or its configuration file and mode
 */
export async function startNode(
  directory: string,
  password: string,
  settings: readonly string[],
): Promise<Node> {
  const port = await freePort();
  const folder = path.join(directory, `node-${port}`);
  mkdirSync(folder);
  const address = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const login = ["--requirepass", password, "--masterauth", password];
  // A primary otherwise waits 5 s for further replicas before it fills the first one.
  const replication = ["--repl-diskless-sync-delay", "0"];
  const child = new Child(findBinary("redis-server", "redis-server"), [
    ...address,
    ...login,
    ...replication,
    ...settings,
  ]);
  await until(child, "Redis", () =>
    call<string>({ port, password }, "ping").then(Boolean, () => false),
  );
  return { port, child };
}

/** Whether a replica follows its primary, with everything that this had before. */
export async function isLinked(replica: Node, password: string): Promise<boolean> {
  const info = await call<string>({ port: replica.port, password }, "info", "replication");
  return info.includes("master_link_status:up");
}

/** One command on a connection of its own. */
export async function call<Answer>(
  { port, password }: { port: number; password?: string },
  command: string,
  ...args: readonly (string | number)[]
): Promise<Answer> {
  const client = new Redis({
    port,
    host: "127.0.0.1",
    ...(password && { password }),
    lazyConnect: true,
    retryStrategy: () => null,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.call(command, ...args)) as Answer;
  } finally {
    client.disconnect();
  }
}

/** Asks until the answer is yes. @throws Error after `patience` milliseconds */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  patience = 30_000,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patience} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
