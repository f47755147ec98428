import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedModules } from "../../support/modules.ts";
import { openBrowser } from "./browse.ts";
import { compare, faultsOfGuards } from "./compare.ts";
import { observe } from "./observe.ts";
import { complaints, openStage, type Run, type Stage, watch } from "./observed-run.ts";
import { probesOf, routesOf } from "./routes.ts";
import type { Sample } from "./sample.ts";
import { table } from "./table.ts";

/** Runs a sample before and after its migration, and compares what every visitor gets. */
export function describeSample(sample: Sample): void {
  describe(sample.name, () => {
    let browser: Browser;
    let stage: Stage;
    let before: Run;

    beforeAll(async () => {
      const modules = await sharedModules();
      browser = await openBrowser();
      stage = await openStage(sample, sample.folder, modules);
      before = await watch(sample, stage, browser);
    });
    afterAll(async () => {
      await stage?.close();
      await browser?.close();
    });

    describe("before the migration", () => {
      it("has every route of pages/ described, and no other", () => {
        expect(Object.keys(sample.routes).sort()).toEqual(routesOf(sample));
      });

      it("lets in and keeps out as described", () => {
        expect(table(faultsOfGuards(sample, before.answers))).toBe("");
      });

      it("would have let the expired visitor in earlier", async () => {
        const visitors = { expired: sample.beforeExpiry };
        const guarded = probesOf({ ...sample, visitors }).filter(
          ({ route, url }) =>
            sample.routes[route]?.urls[0] === url &&
            !sample.routes[route]?.guard?.opensFor.includes("nobody"),
        );
        const answers = await observe({ ...sample, visitors }, guarded, stage.running);
        expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      });

      it("gives the same answers when it is asked again", async () => {
        const again = await observe(sample, probesOf(sample), stage.running);
        expect(table(compare(before.answers, again))).toBe("");
      });

      it("hydrates without a complaint, and does what people do on it", () => {
        expect(complaints(before)).toEqual([]);
      });
    });
  });
}
