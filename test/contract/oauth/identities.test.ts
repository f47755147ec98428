import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { scaffold } from "../../../src/scaffold/scaffold.ts";
import { sharedModules } from "../../support/modules.ts";
import { storeAdapter } from "../stores/all.ts";

// Where identities are kept: the same questions to each of the stores, without a browser or a server
// of Next.js. Which account an identity opens is asked in oauth.test.ts.

const stores = [
  "sqlite",
  "memcached",
  "cookie",
  "postgres",
  "mysql",
  "redis",
  "redis+postgres",
  "memory",
];
const repository = path.resolve(import.meta.dirname, "../../..");
const tsx = path.join(repository, "node_modules/tsx/dist/cli.mjs");
const scenario = path.join(import.meta.dirname, "identities-scenario.ts");

describe.each(stores)("identities in %s", (id) => {
  test("are found by issuer and subject, and made together with their account", async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), "contract-identities-"));
    const store = await storeAdapter(id).open(directory);
    const dir = await project(id);
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [tsx, "--tsconfig", path.join(dir, "tsconfig.json"), scenario],
        { cwd: dir, env: { ...process.env, ...store.env }, timeout: 60_000 },
      );
      expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toEqual({
        unknown: null,
        made: true,
        found: "one",
        inUsers: "one",
        otherIssuer: null,
        otherIssuerMade: true,
        otherIssuerFound: "two",
        emailTaken: false,
        emailTakenFound: null,
        knownAlready: false,
        knownAlreadyLeftNoAccount: null,
        afterwards: "one",
        caseMade: true,
        caseOther: null,
        blankOther: null,
        atOnce: [false, true],
      });
    } finally {
      await store.close();
      await rm(dir, { recursive: true, force: true });
      await rm(directory, { recursive: true, force: true });
    }
  });
});

/** Its files, below the packages that they import. */
async function project(store: string): Promise<string> {
  const stack = { auth: "authjs", store, router: "app" } as const;
  const apps = path.join(await sharedModules(stack), "apps");
  await mkdir(apps, { recursive: true });
  const dir = await mkdtemp(path.join(apps, "identities-"));
  const made = await scaffold({ name: "identities", ...stack, extras: ["oauth"] });
  for (const change of made.changes()) {
    if (change.kind !== "create") continue;
    const file = path.join(dir, change.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, change.after);
  }
  return dir;
}
