import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import type { MigrateOptions } from "../../src/migrate/types.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { applied, type Files, readFiles } from "./fixture.ts";

const fixture = fileURLToPath(new URL("./fixtures/bridged-shell", import.meta.url));
const input = readFiles(join(fixture, "input"));

function migrated(more: Files = {}, options: MigrateOptions = {}) {
  const files = { ...input, ...more };
  const { changeSet, routes } = migrateProject(readProject(memoryTree(files)), options);
  const desk = routes.find(({ route }) => route === "/desk");
  const codes = new Set(desk?.reasons.map(({ code }) => code));
  return { output: applied(files, changeSet), verdict: desk?.verdict, codes: [...codes] };
}

test("the modules are told what is the project's own", () => {
  const { output } = migrated();
  expect(output["app/_compat/app-shell.tsx"]).toContain('import App from "../../pages/_app";');
  expect(output["app/_compat/settings.ts"]).toContain('BASE_PATH = "/club"');
  expect(output["app/_compat/settings.ts"]).toContain('locales: ["de"],');
});

test("pages that are moved later find the shell there", () => {
  const { output, verdict } = migrated({}, { only: ["/arrow"] });
  expect(verdict).toBe("left");
  const { changeSet, routes } = migrateProject(readProject(memoryTree(output)));
  expect(routes.find(({ route }) => route === "/desk")?.verdict).toBe("native");
  const created = changeSet.changes().map(({ path }) => path);
  expect(created).not.toContain("app/layout.tsx");
  expect(created).not.toContain("app/_compat/router.tsx");
});

test("the notes say what keeps _app from being rewritten", () => {
  const { notes } = migrateProject(readProject(memoryTree(input)));
  expect(notes.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["app-form", "head-in-component", "router-import"]),
  );
});

test("nothing is bridged where only what can be rewritten was asked for", () => {
  expect(migrated({}, { style: "native" })).toMatchObject({
    verdict: "left",
    codes: ["app-form", "head-in-component", "router-import"],
  });
});

test.each([
  [
    "layout-own",
    {
      "app/layout.tsx":
        'import "./own.css";\nexport default ({ children }) => <html><body>{children}</body></html>;',
    },
  ],
  [
    "layout-own",
    {
      "app/layout.tsx":
        "export default ({ children }) => <html><body><Nav />{children}</body></html>;",
    },
  ],
  [
    "layout-own",
    {
      "app/layout.tsx":
        'export const metadata = { title: "Own" };\nexport default ({ children }) => <html><body>{children}</body></html>;',
    },
  ],
  ["document-form", { "pages/_document.tsx": "export default () => <Html>{scripts}</Html>;" }],
  ["error-page", { "pages/_error.tsx": "export default () => null;" }],
  [
    "not-found-page",
    {
      "pages/404.tsx":
        "export const getStaticProps = () => ({ props: {} });\nexport default () => null;",
    },
  ],
  ["base-path", { "next.config.mjs": "export default { basePath: process.env.BASE };" }],
  [
    "i18n-routing",
    {
      "next.config.mjs": 'export default { i18n: { locales: ["de", "fr"], defaultLocale: "de" } };',
    },
  ],
  [
    "pages-only-package",
    {
      "components/Header.tsx": 'import { DefaultSeo } from "next-seo";\nexport default DefaultSeo;',
    },
  ],
  [
    "pages-only-module",
    {
      "components/Header.tsx":
        'import { useTranslation } from "next-i18next";\nexport default () => useTranslation().t("a");',
    },
  ],
])("all pages stay for %s", (code, more) => {
  const { verdict, codes } = migrated(more as Files);
  expect(verdict).toBe("left");
  expect(codes).toContain(code);
});

test("a package is read where it is installed", () => {
  const uses = { "components/Header.tsx": 'import { Bar } from "some-bar";\nexport default Bar;' };
  const installed = (main: string): Files => ({
    ...uses,
    "node_modules/some-bar/package.json": '{ "main": "main.js" }',
    "node_modules/some-bar/main.js": main,
  });
  expect(migrated(uses).verdict).toBe("native");
  expect(migrated(installed('require("react")')).verdict).toBe("native");
  expect(migrated(installed('require("next/router")')).codes).toContain("pages-only-package");
});
