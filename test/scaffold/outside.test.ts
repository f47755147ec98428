import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fs from "fs-extra";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withOutside } from "../../src/scaffold/outside.ts";
import { scaffold } from "../../src/scaffold/scaffold.ts";
import { explain, validStacks } from "../../src/stack/explain.ts";
import { parseOutside } from "../../src/stack/outside.ts";
import { runFake } from "../cli/fake-environment.ts";
import { createSessionApp } from "../support/command.ts";
import { declaration, outsideTemplates } from "../support/outside.ts";
import { smallTemplates } from "./memory-templates.ts";

let folder: string;

beforeEach(async () => {
  folder = await outsideTemplates(await mkdtemp(path.join(tmpdir(), "outside-")));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("one folder and one entry make a tenth library, which fits every store of its kind", () => {
  const { catalogue } = withOutside(folder);
  const stores = validStacks(catalogue).filter(({ auth }) => auth === "tenth");
  const names = stores.map(({ store, router }) => `${store} ${router}`);
  expect(names).toEqual(expect.arrayContaining(["sqlite app", "postgres pages", "ninth app"]));
  expect(names).not.toContain("redis app");
  expect(explain({ auth: "tenth", store: "redis", router: "app" }, catalogue)).toMatchObject({
    valid: false,
    reason: "Tenth has never met Redis.",
  });
});

test("one folder and one entry make a ninth store, which fits every library of its kind", () => {
  const { catalogue } = withOutside(folder);
  const auths = validStacks(catalogue).filter(({ store }) => store === "ninth");
  expect(auths.map(({ auth }) => auth)).toEqual(
    expect.arrayContaining(["server-session", "jose", "tenth"]),
  );
});

test("a project of them has their files, their packages and their limits", async () => {
  const answers = {
    name: "app",
    ...{ auth: "tenth", store: "ninth", router: "app", extras: ["licence"] },
  };
  const project = await scaffold(answers, withOutside(folder));
  expect(project.readText("LICENSE")).toBe("All rights reserved.\n");
  expect(project.readText("lib/session/browser.ts")).toContain("readTicket");
  expect(project.readText("README.md")).toContain("It forgets.");
  expect(project.readText(".env.local")).toMatch(/^SESSION_SECRET=\S{43}$/m);
  const { devDependencies } = JSON.parse(project.readText("package.json") ?? "");
  expect(devDependencies["is-odd"]).toBe("3.0.1");
});

test("--templates offers them in questions, and says how to make the same again", async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), "outside-cwd-"));
  const flags = ["app", "--templates", folder, "--router", "app", "--extras", "none", "--ts"];
  const outcome = await runFake([...flags, "--pm", "npm", "--no-install", "--no-git"], {
    cwd,
    terminal: true,
    answers: { "How are sessions made?": "tenth", "Where are they kept?": "ninth" },
    files: {
      "auth/tenth/shared/_env.example": smallTemplates["auth/server-session/shared/_env.example"],
    },
  });
  await rm(cwd, { recursive: true });
  expect(outcome.stderr).not.toContain("✖");
  expect(outcome.stdout).toContain("Tenth");
  expect(outcome.stdout).toContain(`--templates ${folder}`);
});

test("list --templates lists them", async () => {
  const { exitCode, stdout } = await createSessionApp(
    ["list", "--json", "--templates", folder],
    folder,
  );
  expect(exitCode).toBe(0);
  const { auths, extras } = JSON.parse(stdout);
  expect(auths.map(({ id }: { id: string }) => id)).toContain("tenth");
  expect(extras.at(-1)).toMatchObject({ id: "licence", packages: { "is-odd": "3.0.1" } });
});

describe("what cannot be used is refused", () => {
  test.each([
    ["no stack.json", undefined, /There is no stack\.json in /],
    ["no JSON", "{", /stack\.json is not JSON/],
    ["a taken id", { stores: [{ ...declaration.stores[0], id: "redis" }] }, /"redis" already/],
  ])("%s", async (_name, content, says) => {
    const file = path.join(folder, "stack.json");
    if (content === undefined) await rm(file);
    else if (typeof content === "string") await fs.writeFile(file, content);
    else await fs.writeJson(file, content);
    expect(() => withOutside(folder)).toThrow(says);
  });

  test.each([
    [{ auths: {} }, "auths should be a list"],
    [{ author: "me" }, 'stack.json has "author"'],
    [{ auths: [{ ...declaration.auths[0], routers: [] }] }, "auths[0].routers should be a list of"],
    [{ auths: [{ ...declaration.auths[0], id: "../x" }] }, "auths[0].id should be lower-case"],
    [{ stores: [{ ...declaration.stores[0], kind: "disk" }] }, "stores[0].kind should be one of"],
    [{ extras: [{ ...declaration.extras[0], overides: [] }] }, 'extras[0] has "overides"'],
    [
      { extras: [{ ...declaration.extras[0], dependencies: { a: "^1.0.0" } }] },
      'extras[0].dependencies["a"] should be an exact version',
    ],
  ])("%j", (content, says) => {
    expect(() => parseOutside(JSON.stringify(content))).toThrow(says);
  });

  test("a file that is ours", async () => {
    await fs.outputFile(path.join(folder, "part/guards/shared/lib/note.ts"), "export {};\n");
    await fs.outputFile(path.join(folder, "base/next.config.ts.hbs"), "export default {};\n");
    const answers = { name: "app", auth: "tenth", store: "ninth", router: "app" };
    await expect(scaffold(answers, withOutside(folder))).rejects.toThrow(
      /base\/next\.config\.ts\.hbs in .* is a file of create-session-app's own/,
    );
  });
});
