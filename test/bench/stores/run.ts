import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { execa } from "execa";
import { scaffold } from "../../../src/scaffold/scaffold.ts";
import { storeAdapter } from "../../contract/stores/all.ts";
import { sharedModules } from "../../support/modules.ts";

// What the stores themselves can do, on their own code and without Next.js: reads and throttled
// writes, the size of a record, a sweep, and how large a pool has to be.
// --stores redis,postgres   --records 100000 (expired ones to be swept)

const { values } = parseArgs({
  options: {
    stores: { type: "string", default: "memory,sqlite,postgres,mysql,redis,memcached" },
    records: { type: "string", default: "100000" },
  },
});

/** The stores whose records are removed by a sweep, and those with a pool. */
const swept = ["memory", "sqlite", "postgres", "mysql"];
const pooled = ["postgres", "mysql"];

interface Speed {
  perSecond: number;
  cpuMicroseconds: number;
}
interface Outcome {
  reads: Speed;
  touches: Speed;
  bytes?: number;
  sweep: number;
  longestPause: number;
}

const modules = await sharedModules();
const tsx = path.resolve(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");
await mkdir(path.join(modules, "apps"), { recursive: true });
for (const store of values.stores.split(",")) {
  const dir = await mkdtemp(path.join(modules, "apps", `bench-store-${store}-`));
  try {
    await prepare(store, dir);
    const told = await measured(store, dir, { records: values.records, atOnce: 8 });
    const { reads, touches, bytes, sweep, longestPause } = told;
    console.log(`${store}: ${round(reads.perSecond)} reads/s (${round(reads.cpuMicroseconds)} µs CPU), \
${round(touches.perSecond)} writes/s (${round(touches.cpuMicroseconds)} µs CPU), ${round(bytes)} bytes a record, \
sweep of ${swept.includes(store) ? values.records : 0} in ${round(sweep)} ms, longest pause ${round(longestPause)} ms`);
    for (const pool of pooled.includes(store) ? [1, 2, 5, 10, 20] : []) {
      const { reads: pooledReads } = await measured(store, dir, { records: "0", atOnce: 64, pool });
      console.log(`${store}, pool of ${pool}: ${round(pooledReads.perSecond)} reads/s`);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function prepare(store: string, dir: string): Promise<void> {
  const stack = { auth: "server-session", store, router: "app" as const };
  for (const change of (await scaffold({ name: "bench", ...stack, extras: [] })).changes()) {
    if (change.kind !== "create") continue;
    const file = path.join(dir, change.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, change.after);
  }
  const inside = path.join(import.meta.dirname, "inside");
  await cp(path.join(inside, "bench.ts"), path.join(dir, "bench.ts"));
  await cp(path.join(inside, `size.${store}.ts`), path.join(dir, "size.ts"));
}

async function measured(
  store: string,
  dir: string,
  { records, atOnce, pool = 10 }: { records: string; atOnce: number; pool?: number },
): Promise<Outcome> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "bench-store-"));
  const open = await storeAdapter(store).open(directory);
  try {
    const env = {
      ...open.env,
      BENCH_RECORDS: records,
      BENCH_AT_ONCE: String(atOnce),
      BENCH_SWEEPS: swept.includes(store) ? "1" : "0",
      DATABASE_POOL_SIZE: String(pool),
    };
    const args = [tsx, "--expose-gc", "bench.ts"];
    const { stdout } = await execa(process.execPath, args, { cwd: dir, env });
    return JSON.parse(stdout);
  } finally {
    await open.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function round(value = Number.NaN): string {
  return String(Math.round(value));
}
