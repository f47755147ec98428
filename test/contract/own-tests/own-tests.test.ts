import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { generatedProject, type Project } from "../../support/project.ts";

// What a generated project brings to check and extend itself, run as its owner would.

const patience = 300_000; // ms

async function project(answers: Partial<Parameters<typeof generatedProject>[0]> = {}) {
  const whole = { auth: "server-session", store: "sqlite", router: "app", ...answers } as const;
  const made = await generatedProject(whole);
  onTestFinished(() => made.remove());
  return made;
}

async function edit({ dir }: Project, file: string, change: (text: string) => string) {
  const before = await readFile(path.join(dir, file), "utf8");
  const after = change(before);
  expect(after, `${file} was not changed`).not.toBe(before);
  await writeFile(path.join(dir, file), after);
}

describe("npm test in a generated project", () => {
  test.each([
    { auth: "server-session", router: "app", language: "ts", extras: [] },
    { auth: "server-session", router: "pages", language: "js", extras: [] },
    { auth: "better-auth", router: "app", language: "js", extras: ["oauth"] },
  ] as const)(
    "passes with $auth and $extras on $router in $language",
    { timeout: patience },
    async (answers) => {
      const { ok, output } = await (await project(answers)).run("npm", "test");
      expect(output).toMatch(/^# pass 1[5-9]$/m);
      expect({ ok, failed: /^# fail (\d+)/m.exec(output)?.[1] }).toEqual({ ok: true, failed: "0" });
    },
  );

  test("fails when logout no longer ends the session", { timeout: patience }, async () => {
    const made = await project({ store: "memory" });
    await edit(made, "lib/session/current.ts", (text) =>
      text.replace("if (ticket) await endSession(ticket.id);\n  await forget", "await forget"),
    );
    const { ok, output } = await made.run("npm", "test");
    expect(ok).toBe(false);
    expect(output).toMatch(/^not ok \d+ - 7\. /m);
  });
});

describe("npm test in a project whose sessions a service keeps", () => {
  test.each([
    { router: "app", language: "ts" },
    { router: "pages", language: "js" },
  ] as const)("passes on $router in $language", { timeout: patience }, async (answers) => {
    const made = await project({ auth: "clerk", store: "hosted", ...answers });
    const { ok, output } = await made.run("npm", "test");
    expect(output).toMatch(/^# pass 1[3-9]$/m);
    expect({ ok, failed: /^# fail (\d+)/m.exec(output)?.[1] }).toEqual({ ok: true, failed: "0" });
    // The build has a key that was made up: nobody may take it for the real one.
    expect((await made.run("npx", "next", "start", "-p", "0")).output).toMatch(/production build/);
  });

  test.each([
    {
      router: "app",
      what: "every user is let in to the admin page",
      file: "lib/dal.ts",
      from: "if (user.role !== role) forbidden();",
      to: "",
      fails: /^not ok \d+ - 2\. only an admin/m,
    },
    {
      router: "pages",
      what: "tokens never expire",
      file: "proxy.ts",
      from: "jwtKey:",
      to: "clockSkewInMs: 1e9, jwtKey:",
      fails: /^not ok \d+ - 9\. /m,
    },
    {
      router: "pages",
      what: "Clerk is waited for without end",
      file: "lib/clerk-api.ts",
      from: "return askStore(async () => question(await clerkClient()), isOutage);",
      to: "return clerkClient().then(question);",
      fails: /^not ok \d+ - 13\. /m,
    },
  ] as const)(
    "fails on $router when $what",
    { timeout: patience },
    async ({ router, file, from, to, fails }) => {
      const made = await project({ auth: "clerk", store: "hosted", router });
      await edit(made, file, (text) => text.replace(from, to));
      const { ok, output } = await made.run("npm", "test");
      expect(ok).toBe(false);
      expect(output).toMatch(fails);
    },
  );
});

/** What is typed after `npm run generate --`. */
const generate = (made: Project, wish: string) =>
  made.run("npm", "run", "generate", "--", ...wish.split(" "));

describe("npm run generate in a generated project", () => {
  test.each([
    {
      router: "app",
      language: "ts",
      checks: ["lint", "build"],
      action: "action account archiveReport",
    },
    {
      router: "pages",
      language: "ts",
      checks: ["lint", "build"],
      action: "action reports/archive",
    },
    { router: "app", language: "js", checks: ["lint"], action: "action account archiveReport" },
  ] as const)(
    "adds what passes $checks on $router in $language",
    { timeout: patience },
    async (row) => {
      const { router, language } = row;
      const made = await project({ router, language, store: "memory" });
      const wishes = ["page team/settings admin", "page reports user", "route reports admin"];
      for (const wish of [...wishes, row.action]) {
        const { ok, output } = await generate(made, wish);
        expect({ wish, ok, output }).toMatchObject({ ok: true });
      }
      for (const check of row.checks) {
        const { ok, output } = await made.run("npm", "run", check);
        expect({ check, ok, output }).toMatchObject({ ok: true });
        if (check === "build") expect(output).toContain("/team/settings");
      }
      const proxy = await readFile(path.join(made.dir, `proxy.${language}`), "utf8");
      expect(proxy.match(/"\/(?:team|reports)(?:\/:path\*)?"/g)).toHaveLength(2);
    },
  );

  test("refuses a path that is none", { timeout: patience }, async () => {
    const { ok } = await generate(await project(), "page ../../etc user");
    expect(ok).toBe(false);
  });
});
