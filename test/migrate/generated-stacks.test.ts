import { expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { scaffold } from "../../src/scaffold/scaffold.ts";
import { validStacks } from "../../src/stack/explain.ts";
import { cover } from "../stacks/cover.ts";

const stacks = cover(
  validStacks().filter(({ router }) => router === "pages"),
  1,
);

// Their pages do what a server component cannot; `npm run test:stack-migrations` decides that for them,
// as a person would, and holds what moves to the session contract.
test.each(stacks.map((stack) => [`${stack.auth} × ${stack.store}`, stack] as const))(
  "the pages of %s stay as generated, each for what it answers, sets or waits for",
  async (_, stack) => {
    const { changeSet, routes } = await migrated(stack);
    expect(changeSet.changes()).toEqual([]);
    const pages = routes.filter(({ kind }) => kind === "page");
    expect(pages.length).toBeGreaterThanOrEqual(6);
    const writes = /^(?:response-write|cookie-write|session-write|response-event)$/;
    for (const { route, verdict, reasons } of pages) {
      expect({ route, verdict }).toEqual({ route, verdict: "left" });
      expect(reasons.filter(({ code }) => writes.test(code))).toEqual(reasons);
      expect(reasons.map(({ file }) => file)).toContain("lib/dal.ts");
    }
  },
);

async function migrated(stack: (typeof stacks)[number]) {
  const files: Record<string, string> = {};
  for (const change of (await scaffold({ name: "club", ...stack })).changes()) {
    if (change.kind === "create") files[change.path] = change.after.toString();
  }
  return migrateProject(readProject(memoryTree(files)));
}
