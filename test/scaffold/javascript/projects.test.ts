import { parse } from "@babel/parser";
import { describe, expect, test } from "vitest";
import { scaffold } from "../../../src/scaffold/scaffold.ts";
import { validStacks } from "../../../src/stack/explain.ts";

describe.each(validStacks())("$auth + $store on $router in JavaScript", (stack) => {
  const make = async (language: "ts" | "js") => {
    const project = await scaffold({ name: "app", ...stack, language });
    return new Map(project.changes().map(({ path }) => [path, project.readText(path) ?? ""]));
  };

  test("has no type left, and every comment but those of types", async () => {
    const [typed, plain] = [await make("ts"), await make("js")];
    const modules = [...plain].filter(([path]) => /\.m?js$/.test(path));
    expect(modules.length).toBeGreaterThan(20);
    for (const [path, code] of modules) {
      const { comments, program } = parse(code, { sourceType: "module", plugins: ["jsx"] });
      expect(program.body.length, path).toBeGreaterThan(0);
      const source =
        typed.get(path.replace(/\.m?js$/, ".ts")) ?? typed.get(path.replace(/\.js$/, ".tsx"));
      if (source === undefined) continue;
      for (const { value } of comments ?? []) expect(words(source), path).toContain(words(value));
    }
  });

  test("names no TypeScript file and needs no TypeScript package", async () => {
    const plain = await make("js");
    expect([...plain.keys()].filter((path) => /\.tsx?$|tsconfig/.test(path))).toEqual([]);
    const { devDependencies } = JSON.parse(plain.get("package.json") ?? "");
    expect(Object.keys(devDependencies).filter((name) => /^@types|typescript$/.test(name))).toEqual(
      [],
    );
    for (const [path, text] of plain) {
      const named = text.match(
        /\b(?:app|lib|pages|components)\/[\w./[\]-]*\.tsx?\b|\bproxy\.tsx?\b/g,
      );
      expect({ path, named }).toEqual({ path, named: null });
    }
  });

  test("imports only modules that are there", async () => {
    const plain = await make("js");
    for (const [path, code] of plain) {
      if (!/\.m?js$/.test(path)) continue;
      for (const [, target = ""] of code.matchAll(/from "@\/([^"]+)"/g)) {
        const found = [target, `${target}.js`, `${target}/index.js`].some((file) =>
          plain.has(file),
        );
        expect({ path, target, found }).toEqual({ path, target, found: true });
      }
    }
  });
});

/** Without file endings and spaces, which the change of language touches. */
function words(text: string): string {
  return text.replace(/\.(tsx?|js|mjs)\b/g, "").replace(/\s+/g, " ");
}
