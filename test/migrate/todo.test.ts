import { expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";
import { applied, type Files } from "./fixture.ts";

const dependencies = { next: "16.4.6", "next-auth": "4.24.15", react: "19.3.1" };

const page = `// A licence.

import { getServerSession } from "next-auth/next";
import { authOptions } from "../lib/auth";
import { count } from "../lib/count";

export async function getServerSideProps({ req, res }) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return { notFound: true };
  // How often somebody was here.
  res.setHeader("Set-Cookie", \`visits=\${count(req)}\`);
  return { props: {} };
}

export default function Visits() {
  return <p>Hello</p>;
}
`;

const project = (files: Files): Files => ({
  "package.json": JSON.stringify({ dependencies }),
  "lib/auth.js": "export const authOptions = { providers: [] };\n",
  "lib/count.js": "export const count = () => 1;\n",
  ...files,
});

function migrated(files: Files, todo = true): Files {
  const { changeSet } = migrateProject(readProject(memoryTree(files)), { todo });
  return applied(files, changeSet);
}

const comments = (text = "") => text.split("\n").filter((line) => line.includes("TODO("));

test("the line that keeps a page gets a comment that says why, and nothing else changes", () => {
  const files = project({ "pages/visits.jsx": page });
  const after = migrated(files)["pages/visits.jsx"] ?? "";
  const [comment = "", ...others] = comments(after);
  expect(others).toEqual([]);
  expect(comment).toMatch(/^ {2}\/\/ TODO\(create-session-app\): \S/);
  expect(after.replace(`${comment}\n`, "")).toBe(page);
  const lines = after.split("\n");
  const at = lines.indexOf(comment);
  expect(lines.slice(at + 1, at + 3).join("\n")).toContain("res.setHeader");
});

test("nothing is written where it was not asked for", () => {
  const files = project({ "pages/visits.jsx": page });
  expect(migrated(files, false)).toEqual(files);
});

test("a second run changes nothing", () => {
  const once = migrated(project({ "pages/visits.jsx": page }));
  expect(migrated(once)).toEqual(once);
});

test("a comment whose reason is gone is taken out", () => {
  const once = migrated(project({ "pages/visits.jsx": page }));
  const text = once["pages/visits.jsx"] ?? "";
  const [comment = ""] = comments(text);
  const other = comment.replace(/\): .*/, "): Something that was mended.");
  const stale = { ...once, "pages/visits.jsx": text.replace(comment, `${other}\n${comment}`) };
  expect(migrated(stale)).toEqual(once);
});

test("line ends stay those of the file", () => {
  const files = project({ "pages/visits.jsx": page.replaceAll("\n", "\r\n") });
  const after = migrated(files)["pages/visits.jsx"] ?? "";
  expect(comments(after)).toHaveLength(1);
  expect(after.replaceAll("\r\n", "")).not.toContain("\n");
});

test("a reason that many pages share stands once, where it is", () => {
  const config =
    "module.exports = {\n  i18n: { locales: ['en', 'de'], defaultLocale: 'en' },\n};\n";
  const files = project({
    "next.config.js": config,
    "pages/a.jsx": page,
    "pages/b.jsx": page,
  });
  const after = migrated(files)["next.config.js"] ?? "";
  expect(comments(after)).toHaveLength(1);
  expect(after.split("\n").slice(1).join("\n")).toBe(config);
});

test("a comment to a tool keeps the line that it is about", () => {
  const pointed = page.replace(
    "  res.setHeader",
    "  // @ts-expect-error a string\n  res.setHeader",
  );
  const after = migrated(project({ "pages/visits.jsx": pointed }))["pages/visits.jsx"] ?? "";
  expect(comments(after)).toHaveLength(1);
  expect(after).toContain("// @ts-expect-error a string\n  res.setHeader");
});
