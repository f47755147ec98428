import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { compareGuards } from "./compare.ts";

const fixtures = path.resolve(import.meta.dirname, "../../migrate/fixtures");
const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a migrated fixture with one of its files changed. */
function spoiled(fixture: string, file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "guards-"));
  made.push(folder);
  cpSync(path.join(fixtures, fixture, "output"), folder, { recursive: true });
  const text = readFileSync(path.join(folder, file), "utf8");
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(path.join(folder, file), changed);
  return folder;
}

describe.each(readdirSync(fixtures))("%s", (name) => {
  test("keeps every guard, as read without the migration's code", () => {
    const pages = compareGuards(
      path.join(fixtures, name, "input"),
      path.join(fixtures, name, "output"),
    );
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap(({ lost }) => lost)).toEqual([]);
  });
});

describe("sees what a migration must never do", () => {
  const before = path.join(fixtures, "typescript", "input");
  const lostIn = (folder: string) => compareGuards(before, folder).flatMap(({ lost }) => lost);
  const search = "app/search/page.tsx";

  test.each<[string, (text: string) => string]>([
    ["a guard that is gone", (text) => text.replace('redirect("/login");', "")],
    ["another destination", (text) => text.replace('redirect("/login")', 'redirect("/")')],
    ["another condition", (text) => text.replace("session === null", "session !== null")],
    ["another outcome", (text) => text.replace('redirect("/login")', "notFound()")],
    [
      "data read before the guard",
      (text) =>
        text
          .replace("  const posts = await search(text);\n", "")
          .replace("  if (session === null)", "  const posts = await search('');\n$&"),
    ],
    [
      "a function with the guard that nobody calls",
      (text) => text.replace("{...(await loadProps(props))} ", ""),
    ],
  ])("%s", (_, change) => {
    expect(lostIn(spoiled("typescript", search, change))).toEqual([
      expect.stringContaining('redirect "/login" where session===null'),
    ]);
  });

  test("a page that is gone", () => {
    const folder = spoiled("typescript", search, (text) => `${text}\n`);
    rmSync(path.join(folder, "app/search"), { recursive: true });
    expect(lostIn(folder)).toEqual(["/search has no page any more."]);
  });
});

describe("sees what becomes of wrappers and helpers in files of their own", () => {
  const before = path.join(fixtures, "native-wrappers", "input");
  const lostIn = (folder: string) => compareGuards(before, folder).flatMap(({ lost }) => lost);

  test.each<[string, string, (text: string) => string, string]>([
    [
      "a wrapper's guard",
      "lib/guards.server.ts",
      (text) => text.replace("if (!session) {", "if (session === 1) {"),
      "redirect `",
    ],
    [
      "a wrapper that nobody asks",
      "app/login/page.tsx",
      (text) => text.replace("await guardWithoutSession();", ""),
      'redirect "/"',
    ],
    [
      "a wrapper that is not waited for",
      "app/login/page.tsx",
      (text) => text.replace("await guard", "guard"),
      'redirect "/"',
    ],
    [
      "a promise in a condition",
      "app/helped/page.tsx",
      (text) => text.replace("(await isOnTrial())", "isOnTrial()"),
      'redirect "/login"',
    ],
    [
      "a wrapper of wrappers",
      "lib/guards.server.ts",
      (text) =>
        text.replace(
          "const session = await requireSession({ resolvedUrl });",
          "const session = { user: null };",
        ),
      "redirect `",
    ],
  ])("%s", (_, file, change, lost) => {
    expect(lostIn(spoiled("native-wrappers", file, change))).toEqual(
      expect.arrayContaining([expect.stringContaining(lost)]),
    );
  });
});

test("sees a guard that a catch keeps for itself", () => {
  const folder = spoiled("native-request", "app/careful/page.tsx", (text) =>
    text.replace("unstable_rethrow(error);", ""),
  );
  const before = path.join(fixtures, "native-request", "input");
  const lost = compareGuards(before, folder).flatMap((page) => page.lost);
  expect(lost).toEqual([
    expect.stringContaining('redirect "/enter"'),
    expect.stringContaining("not-found"),
  ]);
});

describe("sees what a bridge must never do", () => {
  const before = path.join(fixtures, "bridge", "input");
  const lostIn = (folder: string) => compareGuards(before, folder).flatMap(({ lost }) => lost);

  test.each<[string, string, (text: string) => string]>([
    ["another wrapper", "curried", (text) => text.replace("admin", "user")],
    ["another module", "whole", (text) => text.replace("whole-page", "other-page")],
    ["code of its own", "listed", (text) => `${text}\nconst open = true;\n`],
  ])("%s", (_, route, change) => {
    const file = `app/${route}/server-side-props.ts`;
    expect(lostIn(spoiled("bridge", file, change))).toEqual([
      expect.stringContaining(`/${route}: `),
    ]);
  });
});
