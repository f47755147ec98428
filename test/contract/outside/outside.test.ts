import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withOutside } from "../../../src/scaffold/outside.ts";
import { outsideTemplates } from "../../support/outside.ts";
import { generatedApp } from "../app/generated.ts";
import type { AppUnderTest } from "../app/under-test.ts";
import { clauses } from "../clauses/all.ts";
import { newSettings } from "../run/context.ts";
import { runClauses } from "../run/run-clauses.ts";
import { memory } from "../stores/memory.ts";

// A library and a store from outside (--templates) are an application like any other: it builds,
// with its types, and people can log in and out.

const chosen = new Set([1, 2, 4, 6, 7]);

let folder: string;
let app: AppUnderTest;
const settings = newSettings();

beforeAll(async () => {
  folder = await outsideTemplates(await mkdtemp(path.join(os.tmpdir(), "outside-")));
  const stack = { auth: "tenth", store: "ninth", router: "app" } as const;
  const options = { env: settings.env, preloads: ["memory"], from: withOutside(folder) };
  ({ app } = await generatedApp(stack, options));
});

afterAll(async () => {
  await app?.dispose();
  await rm(folder, { recursive: true, force: true });
});

test("it builds", () => {
  expect(app.build.ok, app.build.output).toBe(true);
});

test("it keeps its sessions as the others do", async () => {
  const store = await memory.open(folder);
  const checks = clauses.filter(({ clause }) => chosen.has(clause));
  const kept: number[] = [];
  for await (const { clause, outcome } of runClauses(checks, app, store, settings)) {
    if ("error" in outcome) throw outcome.error;
    kept.push(clause);
  }
  expect(kept).toEqual([...chosen]);
});
