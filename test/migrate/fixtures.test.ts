import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { applied, type Files, readFiles, verdictLine, writeFiles } from "./fixture.ts";

const fixtures = fileURLToPath(new URL("./fixtures/", import.meta.url));
const update = process.env.UPDATE_FIXTURES === "1";

/** What is copied from templates/compat is tested there: here it counts that it is copied. */
function withoutTemplates(output: Files): Files {
  const entries = Object.entries(output).map(([path, text]) =>
    path.includes("/_compat/") ? [path, "(a module of templates/compat)\n"] : [path, text],
  );
  return Object.fromEntries(entries);
}

/**
 * Whole small projects: `input` is migrated and has to be `output`, file by file; `verdicts.txt`
 * says what became of each route. UPDATE_FIXTURES=1 writes both, to be read before they are kept.
 */
describe.each(readdirSync(fixtures))("%s", (name) => {
  const folder = join(fixtures, name);
  const input = readFiles(join(folder, "input"));
  const result = migrateProject(readProject(memoryTree(input)));
  const output = applied(input, result.changeSet);
  const verdicts = `${result.routes.map(verdictLine).join("\n")}\n`;
  if (update) {
    writeFiles(join(folder, "output"), withoutTemplates(output));
    writeFileSync(join(folder, "verdicts.txt"), verdicts);
  }

  test("becomes the expected project", () => {
    expect(withoutTemplates(output)).toEqual(readFiles(join(folder, "output")));
  });

  test("gives the expected verdicts", () => {
    expect(verdicts).toBe(readFileSync(join(folder, "verdicts.txt"), "utf8"));
  });

  test("stays as it is when it is migrated again", () => {
    const again = migrateProject(readProject(memoryTree(output)));
    expect(again.changeSet.changes().map(({ path }) => path)).toEqual([]);
  });
});

test("a layout that is there has to do what _app does: its effects may be a guard", () => {
  const folder = join(fixtures, "app-router-there");
  const withApp = (effect: string, layout: string) => {
    const input = {
      ...readFiles(join(folder, "input")),
      "pages/_app.tsx": `import { useEffect } from "react";\nexport default function App({ Component, pageProps }) {\n  ${effect}\n  return <Component {...pageProps} />;\n}\n`,
      "app/shell.tsx": layout,
      "app/layout.tsx": `import Shell from "./shell";\nexport default ({ children }) => <html><body><Shell>{children}</Shell></body></html>;\n`,
    };
    const { routes } = migrateProject(readProject(memoryTree(input)));
    return routes.find(({ route }) => route === "/area")?.reasons.map(({ code }) => code);
  };
  const effect = "useEffect(() => sendGuestsAway(), []);";
  expect(withApp(effect, "export default ({ children }) => children;")).toEqual([
    "layout-differs",
    "layout-own",
  ]);
  expect(
    withApp(effect, `export default ({ children }) => { ${effect} return children; }`),
  ).toEqual([]);
});
