import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { scaffold } from "../../src/scaffold/scaffold.ts";
import { catalogue } from "../../src/stack/catalogue.ts";
import { explain, validStacks } from "../../src/stack/explain.ts";
import { envOf } from "../../src/stack/layers.ts";
import { templatesIn, templatesRoot } from "../../src/templates/source.ts";

/** Every stack that the catalogue offers, without extras and with each of them. */
const projects = validStacks().flatMap((stack) =>
  [[], ...catalogue.extras.map(({ id }) => [id])]
    .map((extras) => ({ ...stack, extras }))
    .filter((project) => explain(project).valid),
);

describe.each(projects)("$auth + $store on $router with $extras", (answers) => {
  const make = () => scaffold({ name: "app", ...answers });

  test("has one owner for each path and renders whole", async () => {
    const paths = (await make()).changes().map(({ path }) => path);
    for (const path of [".env.example", ".env.local", ".gitignore", "README.md", "package.json"]) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => /\.hbs$|(^|\/)_(?!app|document)/.test(path))).toEqual([]);
  });

  test("has files of each of its parts", () => {
    const templates = templatesIn(templatesRoot());
    const { auth, store, router, extras } = answers;
    const folders = [`router/${router}`, `auth/${auth}`, `store/${store}`];
    for (const folder of [...folders, ...extras.map((id) => `extras/${id}`)]) {
      expect({ folder, files: templates.list(folder).length }).not.toEqual({ folder, files: 0 });
    }
  });

  test("documents every variable that it reads", async () => {
    const found = explain(answers);
    if (!found.valid) throw new Error(found.reason);
    const example = (await make()).readText(".env.example") ?? "";
    for (const { name } of envOf(found.stack))
      expect(example).toMatch(new RegExp(`^(# ?)?${name}=`, "m"));
  });

  test("keeps secrets out of git, and the example in", async () => {
    const ignored = (await make()).readText(".gitignore")?.split("\n");
    expect(ignored).toEqual(expect.arrayContaining([".env*", "!.env.example"]));
  });

  test("imports only packages that it depends on", async () => {
    const project = await make();
    const { dependencies, devDependencies } = JSON.parse(project.readText("package.json") ?? "");
    const known = new Set(Object.keys({ ...dependencies, ...devDependencies }));
    const code = project.changes().filter(({ path }) => /\.(m?js|tsx?)$/.test(path));
    const imported = code.flatMap(({ path }) => packagesIn(project.readText(path) ?? ""));
    expect(imported).not.toEqual([]);
    expect([...new Set(imported)].filter((name) => !known.has(name))).toEqual([]);
  });
});

test("templates say values without escaping them for HTML", () => {
  const templates = templatesIn(templatesRoot());
  const rendered = templates.list(".").filter((path) => path.endsWith(".hbs"));
  expect(rendered).not.toEqual([]);
  for (const path of rendered) {
    const text = templates.read(path).toString();
    const escaping = text.match(/(?<!\{)\{\{(?![{#/!]|else\b)[^}]*\}\}(?!\})/g) ?? [];
    expect({ path, escaping }).toEqual({ path, escaping: [] });
  }
});

test("the secrets of two projects have nothing in common", async () => {
  const effects = { templates: templatesIn(templatesRoot()), random: randomBytes };
  const secrets = async () => {
    const env = (await scaffold({ name: "app" }, effects)).readText(".env.local") ?? "";
    return env.split("\n").filter((line) => /(SECRET|PASSWORD)=./.test(line));
  };
  const [first, second] = [await secrets(), await secrets()];
  expect(first.length).toBeGreaterThanOrEqual(3);
  expect(first.filter((line) => second.includes(line))).toEqual([]);
});

/** Names of the packages that a module imports. */
function packagesIn(code: string): string[] {
  const specifiers = [
    ...code.matchAll(/\b(?:from|import\s*\(?)\s*["']([^"'.@][^"']*|@[a-z][^"']*)["']/g),
  ];
  return specifiers
    .map(([, specifier = ""]) => specifier)
    .filter((specifier) => !specifier.startsWith("node:"))
    .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
}
