import path from "node:path";
import fs from "fs-extra";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RouteResult } from "../../../src/migrate/types.ts";
import { type Migrated, runMigrate, runUndo } from "../../support/migration.ts";
import { changesIn } from "../../support/repository.ts";
import { faultsOfGuards } from "./compare.ts";
import { copyToMigrate } from "./copy.ts";
import type { Scene } from "./describe-sample.ts";
import { observe } from "./observe.ts";
import { complaints, openStage, type Run, type Stage, watch } from "./observed-run.ts";
import { probesOf } from "./routes.ts";
import type { Sample } from "./sample.ts";
import { differences, table } from "./table.ts";

/** Migrates a copy of the sample, builds and runs it, and holds it against what was before. */
export function describeMigration(sample: Sample, scene: Scene): void {
  let project: string;
  let migrated: Migrated;
  let stage: Stage;
  let after: Run;

  beforeAll(async () => {
    project = await copyToMigrate(sample.folder);
    migrated = await runMigrate(project);
    stage = await openStage(sample, project, scene.modules);
    after = await watch(sample, stage, scene.browser);
  });
  afterAll(async () => {
    await stage?.close();
    if (project) await fs.remove(project);
  });

  it("gives every route with session code the verdict that is due", () => {
    const due = Object.entries(sample.routes).flatMap(([route, { verdict }]) => {
      if (verdict === "none") return [];
      return [[route, typeof verdict === "string" ? verdict : `left: ${verdict.left}`]];
    });
    const given = migrated.routes.map((result) => {
      const mayBeEither = sample.routes[result.route]?.verdict === "moved";
      const isMoved = mayBeEither && result.verdict !== "left";
      return [result.route, isMoved ? "moved" : inShort(result)];
    });
    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(due));
  });

  it("names a line of the project for every reason", () => {
    const reasons = migrated.routes.flatMap(({ reasons }) => reasons);
    const nowhere = reasons.filter(({ file, line }) => {
      const source = path.join(sample.folder, file);
      return !fs.existsSync(source) || lines(source)[line - 1] === undefined;
    });
    expect(nowhere).toEqual([]);
  });

  it("gives every visitor the same status, Location and text", () => {
    expect(differences(scene.before.answers, after.answers)).toBe("");
  });

  it("keeps everybody out who was kept out, without a word of the page", () => {
    expect(table(faultsOfGuards(sample, after.answers))).toBe("");
  });

  it("shows the same in a browser, and does the same", () => {
    expect(complaints(after)).toEqual([]);
    expect(differences(scene.before.screens, after.screens)).toBe("");
  });

  it("would not pass with a guard deleted", { timeout: 400_000 }, async () => {
    const edits = Object.entries(sample.broken);
    const broken = await openStage(sample, project, scene.modules, async (copy) => {
      for (const [route, edit] of edits) {
        const files = migrated.routes.find((result) => result.route === route)?.writes ?? [];
        await breakGuard(files, copy, edit);
      }
    });
    try {
      for (const [route] of edits) {
        const probes = probesOf(sample).filter((probe) => probe.route === route);
        const answers = await observe(sample, probes, broken.running);
        const before = scene.before.answers.filter((answer) => answer.route === route);
        expect({ route, found: differences(before, answers) }).toEqual({
          route,
          found: expect.stringContaining("status"),
        });
        expect(faultsOfGuards(sample, answers)).not.toEqual([]);
      }
    } finally {
      await broken.close();
    }
  });

  it("changes nothing when it is run again", async () => {
    const again = await runMigrate(project, ["--dry-run"]);
    expect(again.changeSet.changes).toEqual([]);
  });

  it("is taken back whole by undo", async () => {
    expect(await changesIn(project)).not.toBe("");
    await runUndo(project);
    expect(await changesIn(project)).toBe("");
  });
}

const inShort = ({ verdict, reasons }: RouteResult) =>
  verdict === "left" ? `left: ${reasons[0]?.code}` : verdict;

const lines = (file: string) => fs.readFileSync(file, "utf8").split("\n");

/** @throws Error when the sample's edit does not apply: then nothing would be shown. */
async function breakGuard(
  files: readonly string[],
  copy: string,
  edit: (source: string) => string,
): Promise<void> {
  let changed = 0;
  for (const file of files.map((name) => path.join(copy, name))) {
    const source = await fs.readFile(file, "utf8");
    const broken = edit(source);
    if (broken !== source) {
      await fs.writeFile(file, broken);
      changed += 1;
    }
  }
  if (changed === 0) throw new Error(`no guard to delete in ${files.join(", ")}`);
}
