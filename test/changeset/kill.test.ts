import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeFileSystem } from "../../src/changeset/filesystem.ts";
import { recover } from "../../src/changeset/recover.ts";
import { undo } from "../../src/changeset/undo.ts";
import { counted } from "./support/faults.ts";
import { readTree } from "./support/snapshot.ts";
import { run, type Task, writeProject } from "./support/tasks.ts";

const rounds = Number(process.env.KILL_ROUNDS ?? 6);
const script = (name: string) => join(import.meta.dirname, `support/${name}.ts`);

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "kill-"));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function start(name: string, ...args: string[]): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, ["--import", "tsx", script(name), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Runs a process that kills itself with SIGKILL at its `n`th write. */
async function killAt(n: number, root: string, task: Task): Promise<void> {
  const child = start("killed", root, task, String(n), "SIGKILL");
  await once(child, "exit");
  expect(child.signalCode, `write ${n} of ${task}`).toBe("SIGKILL");
}

/** Runs a process that applies and undoes all the time, and kills it somewhere in that. */
async function killSometime(root: string): Promise<void> {
  const child = start("endless", root);
  const exit = once(child, "exit");
  const [duration] = await Promise.race([once(child.stdout, "data"), exit]);
  expect(child.exitCode, "it runs until it is killed").toBeNull();
  await setTimeout(Math.random() * Number(duration));
  child.kill("SIGKILL");
  await exit;
  expect(child.signalCode).toBe("SIGKILL");
}

/** Numbers from 1 to `total`, spread evenly, at random places. */
function spread(total: number): number[] {
  return Array.from({ length: rounds }, (_, round) => {
    return 1 + Math.floor(((round + Math.random()) * total) / rounds);
  });
}

async function countWrites(task: Task, root: string): Promise<number> {
  const counting = counted(nodeFileSystem);
  await run(task, root, counting.fs);
  return counting.count();
}

test("killed in a project, it is as before or complete after recovery", async () => {
  const root = join(home, "site");
  mkdirSync(root);
  writeProject(root);
  const before = readTree(root);
  const total = { migrate: await countWrites("migrate", root), undo: 0 };
  const after = readTree(root, { journal: false });
  total.undo = await countWrites("undo", root);
  expect(readTree(root)).toEqual(before);

  const seen = { "half done": 0, "as before": 0, complete: 0 };
  const check = async () => {
    const known = [JSON.stringify(before), JSON.stringify(after)];
    if (!known.includes(JSON.stringify(readTree(root, { journal: false })))) seen["half done"]++;
    recover(root);
    const now = readTree(root, { journal: false });
    if (JSON.stringify(now) === known[0]) seen["as before"]++;
    else {
      expect(now).toEqual(after);
      seen.complete++;
      await undo(root);
    }
    expect(readTree(root)).toEqual(before);
  };
  for (const n of spread(total.migrate)) {
    await killAt(n, root, "migrate");
    await check();
  }
  for (const n of spread(total.undo)) {
    await run("migrate", root);
    await killAt(n, root, "undo");
    await check();
  }
  for (let round = 0; round < rounds / 2; round++) {
    await killSometime(root);
    await check();
  }
  console.info(`killed with SIGKILL, and recovered: ${JSON.stringify(seen)}`);
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
}, 180_000);

test("killed while it makes a project, all of it is there or none", async () => {
  const root = join(home, "apps/new");
  const total = await countWrites("make", root);
  const complete = readTree(root, { journal: false });
  await undo(root);
  for (const n of [...spread(total), total]) {
    await killAt(n, root, "make");
    if (existsSync(root)) expect(readTree(root, { journal: false })).toEqual(complete);
    recover(root);
    if (existsSync(root)) await undo(root);
    expect(readTree(home)).not.toHaveProperty("apps");
  }
}, 180_000);

test("while one process is at work, another one refuses and names it", async () => {
  const root = join(home, "busy");
  mkdirSync(root);
  writeProject(root);
  const child = start("killed", root, "migrate", "30", "SIGSTOP");
  try {
    await once(child.stdout, "data");
    await expect(run("make", root)).rejects.toThrow(
      new RegExp(`Another run \\(process ${child.pid}\\) is at work`),
    );
  } finally {
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }
  recover(root);
}, 60_000);
