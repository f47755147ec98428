import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

test("the lock file names the packages of every platform, without which `npm ci` refuses it", () => {
  const file = path.resolve(import.meta.dirname, "../../package-lock.json");
  const packages: Record<string, Locked> = JSON.parse(readFileSync(file, "utf8")).packages;
  const named = Object.keys(packages).map((place) => place.split("node_modules/").at(-1));
  const wanted = Object.values(packages).flatMap((locked) =>
    Object.keys(locked.optionalDependencies ?? {}),
  );
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((name) => !named.includes(name))).toEqual([]);
});
