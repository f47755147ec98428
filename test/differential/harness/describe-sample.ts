import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedModules } from "../../support/modules.ts";
import { openBrowser } from "./browse.ts";
import { faultsOfGuards } from "./compare.ts";
import { describeMigration } from "./describe-migration.ts";
import { observe } from "./observe.ts";
import { complaints, openStage, type Run, type Stage, watch } from "./observed-run.ts";
import { probesOf, routesOf } from "./routes.ts";
import type { Sample } from "./sample.ts";
import { differences, table } from "./table.ts";

/** What the tests before and after a migration share. */
export interface Scene {
  modules: string;
  browser: Browser;
  stage: Stage;
  before: Run;
}

/** Runs a sample before and after its migration, and compares what every visitor gets. */
export function describeSample(sample: Sample): void {
  describe(sample.name, () => {
    const scene = {} as Scene;

    beforeAll(async () => {
      scene.modules = await sharedModules();
      scene.browser = await openBrowser();
      scene.stage = await openStage(sample, sample.folder, scene.modules);
      scene.before = await watch(sample, scene.stage, scene.browser);
    });
    afterAll(async () => {
      await scene.stage?.close();
      await scene.browser?.close();
    });

    describe("before the migration", () => describeBefore(sample, scene));
    describe("after the migration", () => describeMigration(sample, scene));
  });
}

/** A sample whose guards do nothing, or that answers at random, could not show anything. */
function describeBefore(sample: Sample, scene: Scene): void {
  it("has every route of pages/ described, and no other", () => {
    expect(Object.keys(sample.routes).sort()).toEqual(routesOf(sample));
  });

  it("lets in and keeps out as described", () => {
    expect(table(faultsOfGuards(sample, scene.before.answers))).toBe("");
  });

  it("would have let the expired visitor in earlier", async () => {
    const { as, enter } = sample.beforeExpiry;
    const visitors = { expired: enter };
    const closed = probesOf({ ...sample, visitors }).filter(({ route, url }) => {
      const { guard, urls } = sample.routes[route] ?? {};
      const opened = guard?.opensFor.includes(as) && !guard.opensFor.includes("expired");
      return opened && urls?.[0] === url;
    });
    const answers = await observe({ ...sample, visitors }, closed, scene.stage.running);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it("gives the same answers when it is asked again", async () => {
    const again = await observe(sample, probesOf(sample), scene.stage.running);
    expect(differences(scene.before.answers, again)).toBe("");
  });

  it("hydrates without a complaint, and does what people do on it", () => {
    expect(complaints(scene.before)).toEqual([]);
  });
}
