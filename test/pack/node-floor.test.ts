import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nodeVersion } from "../support/node-versions.ts";

/** The oldest Node.js that package.json promises: the floor of Next.js 16. */
const FLOOR = "20.9.0";
const TOO_OLD = "18.20.0";

const root = path.resolve(import.meta.dirname, "../..");
const bin = path.join(root, "bin/create-session-app.js");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "node floor "));
  if (!(await fs.pathExists(path.join(root, "dist"))))
    await execa("npm", ["run", "build"], { cwd: root });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = async (version: string, args: readonly string[]) =>
  execa(await nodeVersion(version), [bin, ...args], {
    cwd: folder,
    reject: false,
    stdin: "ignore",
  });

it(`package.json promises Node ${FLOOR}`, async () => {
  const { engines } = await fs.readJson(path.join(root, "package.json"));
  expect(engines.node).toBe(`>=${FLOOR}`);
});

it(`makes a project on Node ${FLOOR}`, async () => {
  const made = await run(FLOOR, ["app", "--yes", "--no-install", "--no-git"]);
  expect(made.stderr).not.toMatch(/Warning|Error/);
  expect(made.exitCode).toBe(0);
  expect(await fs.readJson(path.join(folder, "app/package.json"))).toMatchObject({ name: "app" });
});

it(`migrates a project on Node ${FLOOR}, and takes it back`, async () => {
  const app = path.join(folder, "pages-app");
  await fs.copy(path.join(root, "test/differential/app/next-auth"), app);
  const migrated = await run(FLOOR, ["migrate", app, "--json"]);
  expect(migrated.stderr).not.toMatch(/at .*\.js:\d+/);
  expect(migrated.exitCode).toBe(0);
  expect(JSON.parse(migrated.stdout)).toMatchObject({ applied: true });
  expect((await run(FLOOR, ["undo", app])).exitCode).toBe(0);
});

it(`says in one sentence that Node ${TOO_OLD} is too old`, async () => {
  const { exitCode, stderr } = await run(TOO_OLD, ["--version"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("20.9");
  expect(stderr.trim().split("\n")).toHaveLength(1);
});
