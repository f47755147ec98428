import { expect, test } from "vitest";
import { versions } from "../../src/stack/versions.ts";
import { newerThan } from "./newer.ts";
import { raised } from "./raised.ts";

const published = (...list: readonly (string | [version: string, node: string])[]) =>
  list.map((item) =>
    typeof item === "string" ? { version: item } : { version: item[0], node: item[1] },
  );

test("the newest version is told, and the newest that runs on the floor", () => {
  const list = published("1.0.0", ["1.1.0", ">=18"], ["2.0.0", ">=22.12"], "0.9.0");
  expect(newerThan("a", "1.0.0", list)).toEqual({
    key: "a",
    current: "1.0.0",
    newest: { version: "2.0.0", node: ">=22.12" },
    usable: "1.1.0",
  });
});

test("versions are compared as versions, not as texts", () => {
  expect(newerThan("a", "1.9.0", published("1.10.0"))?.usable).toBe("1.10.0");
});

test("20.9 is not any 20: what wants 20.19 does not run on the floor", () => {
  const newer = newerThan("a", "1.0.0", published(["1.1.0", "^20.19.0 || >=22"]));
  expect(newer?.newest.version).toBe("1.1.0");
  expect(newer).not.toHaveProperty("usable");
});

test("nothing newer is nothing", () => {
  expect(newerThan("a", "1.0.0", published("1.0.0", "0.9.0"))).toBeUndefined();
});

test("pre-releases count where the catalogue has one", () => {
  expect(newerThan("a", "1.0.0", published("2.0.0-beta.1"))).toBeUndefined();
  const beta = newerThan("a@5", "5.0.0-beta.9", published("5.0.0-beta.10", "6.0.0"));
  expect(beta?.usable).toBe("5.0.0-beta.10");
});

test("a package with two versions in use has each within its own major", () => {
  const keys = ["a", "a@5"];
  expect(newerThan("a", "4.0.0", published("4.1.0", "5.0.0"), keys)?.usable).toBe("4.1.0");
  expect(newerThan("a@5", "5.0.0", published("4.1.0", "5.1.0"), keys)?.usable).toBe("5.1.0");
});

test("types of Node.js stay those of the floor", () => {
  const newer = newerThan("@types/node", "20.1.0", published("20.2.0", "24.0.0"));
  expect(newer?.newest.version).toBe("20.2.0");
});

test("a version is raised in its line alone", () => {
  const text = 'export const versions = {\n  pg: "1.0.0",\n  "@types/pg": "1.0.0",\n} as const;\n';
  expect(raised(text, { "@types/pg": "2.0.0" })).toBe(text.replace('pg": "1.0.0"', 'pg": "2.0.0"'));
  expect(raised(text, { pg: "2.0.0" })).toBe(text.replace('pg: "1.0.0"', 'pg: "2.0.0"'));
  expect(() => raised(text, { redis: "2.0.0" })).toThrow("redis");
});

test("every version of the catalogue can be raised", async () => {
  const { readFile } = await import("node:fs/promises");
  const file = new URL("../../src/stack/versions.ts", import.meta.url);
  const text = await readFile(file, "utf8");
  const all = Object.fromEntries(Object.keys(versions).map((key) => [key, "99.0.0"]));
  expect(raised(text, all).match(/"99\.0\.0"/g)).toHaveLength(Object.keys(all).length);
});
