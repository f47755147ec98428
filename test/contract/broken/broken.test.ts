import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClauseCheck } from "../clause.ts";
import { clauses } from "../clauses/all.ts";
import { closeChromium } from "../driver/chromium.ts";
import { newSettings } from "../run/context.ts";
import { runClauses } from "../run/run-clauses.ts";
import { redis } from "../stores/redis.ts";
import type { StoreUnderTest } from "../stores/store.ts";
import { brokenApp } from "./app.ts";
import { type Defect, defects } from "./defects.ts";

// Who checks the contract? Every clause has to pass on an application that does everything right,
// and to fail on the same application with one mistake of the kind that the clause is there for.

let directory: string;
let store: StoreUnderTest;
const settings = newSettings();

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "contract-broken-"));
  store = await redis.open(directory);
});

afterAll(async () => {
  await store.close();
  await closeChromium();
  await rm(directory, { recursive: true, force: true });
});

async function failureOf(check: ClauseCheck, defect?: Defect): Promise<string | undefined> {
  const app = await brokenApp(defect, store, settings);
  for await (const { outcome } of runClauses([check], app, store, settings)) {
    if ("kept" in outcome) return outcome.kept ? undefined : outcome.error.message;
  }
  throw new Error(`clause ${check.clause} was not checked`);
}

describe.each(clauses.map((check) => [`${check.clause} ${check.title}`, check] as const))(
  "%s",
  (_name, check) => {
    test("passes on an application without defects", async () => {
      expect(await failureOf(check)).toBeUndefined();
    });

    const wrong = Object.entries(defects).filter(([, [clause]]) => clause === check.clause);
    test("has at least one defect to find", () => expect(wrong).not.toEqual([]));
    test.each(wrong)("finds %s", async (defect, [, says]) => {
      expect(await failureOf(check, defect as Defect)).toContain(says);
    });
  },
);
