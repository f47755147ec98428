import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { explain, validStacks } from "../../src/stack/explain.ts";
import { packagesOf } from "../../src/stack/layers.ts";
import type { Stack } from "../../src/stack/types.ts";
import { nameOf } from "../contract/run/run-stack.ts";
import { cover } from "../stacks/cover.ts";
import { raised } from "./raised.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What came of holding stacks against the contract with other versions. */
export interface Trial {
  readonly ok: boolean;
  /** Number of stacks that were checked. */
  readonly stacks: number;
  /** The last lines of what was wrong. */
  readonly problem?: string;
}

/** The stacks of the selection that depend on one of these packages. */
export function stacksWith(keys: readonly string[]): Stack[] {
  const uses = (stack: Stack) => {
    const found = explain(stack);
    return found.valid && packagesOf(found.stack).some((key) => keys.includes(key));
  };
  return cover(validStacks().filter(uses));
}

/**
 * Holds the stacks that have these packages against the whole contract with these versions, in a
 * copy of this repository: nothing here is changed.
 * @param versions by key of the catalogue
 */
export async function tryVersions(versions: Readonly<Record<string, string>>): Promise<Trial> {
  const stacks = stacksWith(Object.keys(versions));
  const copy = await fs.mkdtemp(path.join(tmpdir(), "create-session-app-drift-"));
  try {
    await copyRepository(copy);
    const file = path.join(copy, "src/stack/versions.ts");
    await fs.writeFile(file, raised(await fs.readFile(file, "utf8"), versions));
    const only = ["--only", stacks.map(nameOf).join(",")];
    const { exitCode, all } = await execa("npx", ["tsx", "test/stacks/run.ts", ...only], {
      cwd: copy,
      all: true,
      reject: false,
      env: { NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (exitCode === 0) return { ok: true, stacks: stacks.length };
    return { ok: false, stacks: stacks.length, problem: all.split("\n").slice(-30).join("\n") };
  } finally {
    await fs.remove(copy);
  }
}

/** Everything but what is made from it; the packages are those of this repository. */
async function copyRepository(target: string): Promise<void> {
  const left = new Set(["node_modules", "dist", ".git"]);
  for (const name of await fs.readdir(root)) {
    if (!left.has(name)) await fs.copy(path.join(root, name), path.join(target, name));
  }
  await fs.symlink(path.join(root, "node_modules"), path.join(target, "node_modules"), "junction");
}
