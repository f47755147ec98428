import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import type { MigrateOptions } from "../../src/migrate/types.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { applied, type Files, readFiles } from "./fixture.ts";

const fixture = fileURLToPath(new URL("./fixtures/page-router", import.meta.url));
const input = readFiles(join(fixture, "input"));

function migrated(files: Files, options: MigrateOptions = {}) {
  const { changeSet, routes } = migrateProject(readProject(memoryTree(files)), options);
  const of = (pattern: string): string => {
    const found = routes.find(({ route }) => route === pattern);
    return [found?.verdict, ...(found?.reasons.map(({ code }) => code) ?? [])].join(" ");
  };
  return { output: applied(files, changeSet), of };
}

test("a page whose component an earlier run pointed to the router module gets the router too", () => {
  const files = { ...input, "pages/late.tsx": input["pages/tabs.tsx"] ?? "" };
  const first = migrated(files, { only: ["/tabs"] });
  expect(first.output["components/Progress.tsx"]).toContain("_compat/router");
  const second = migrated(first.output);
  expect(second.of("/late")).toBe("bridge router-module");
  expect(second.output["app/late/client.tsx"]).toContain('withPageRouter(Tabs, "/late")');
  // and one that asks for nothing of the kind gets none, and stays where it would need it
  expect(migrated(first.output, { style: "native" }).of("/late")).toBe("left router-module");
});

test("only what has an equal moves where only what can be rewritten was asked for", () => {
  const { of, output } = migrated(input, { style: "native" });
  expect(of("/plain")).toBe("native");
  expect(of("/sign-in")).toBe("left router-result");
  expect(of("/tabs")).toBe("left router-import");
  expect(output).not.toHaveProperty("app/_compat/router.tsx");
});

test("a base path that cannot be read leaves the router's pages, which would not know it", () => {
  const config = { "next.config.mjs": "export default { basePath: process.env.BASE };" };
  expect(migrated({ ...input, ...config }).of("/sign-in")).toBe("left router-result");
});

test("a page that another file imports does not come with a router around it", () => {
  const more = { "lib/hint.ts": 'import SignIn from "../pages/sign-in";\nexport { SignIn };' };
  expect(migrated({ ...input, ...more }).of("/sign-in")).toBe("left page-imported");
});
