import { afterAll, beforeAll, expect, test } from "vitest";
import { lint } from "../stacks/lint.ts";
import { type GeneratedApp, generatedApp } from "./app/generated.ts";

// The matrix counts a build and a lint run of every stack: this shows that both can fail.

let generated: GeneratedApp;

beforeAll(async () => {
  const stack = { auth: "server-session", store: "memory", router: "app" } as const;
  const files = {
    "lib/mistyped.ts": 'export const count: number = "one";\n',
    "components/picture.tsx": 'export const Picture = () => <img src="/a.png" />;\n',
  };
  generated = await generatedApp(stack, { env: {}, preloads: [], files });
});

afterAll(() => generated?.app.dispose());

test("a type error fails the build, and is shown", () => {
  expect(generated.app.build.ok).toBe(false);
  expect(generated.app.build.output).toContain("lib/mistyped.ts");
});

test("what the linter finds is told with its file", async () => {
  const told = await lint(generated.dir);
  expect(told).toContain("components/picture.tsx");
  expect(told).toContain("@next/next/no-img-element");
  // From its memory it says the same.
  expect(await lint(generated.dir)).toBe(told);
});
