import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { libraries } from "../../codemods/shared/sessions/known.ts";
import { sessionPackages } from "../../codemods/shared/sessions/packages.ts";
import { sessionTable } from "../../codemods/shared/sessions/table.ts";

const file = new URL("../../docs/session-libraries.md", import.meta.url);
const TABLE = /(?<=<!-- table -->\n)[\s\S]*?(?=\n<!-- \/table -->)/;

test("docs/session-libraries.md shows the table as it is", () => {
  const text = readFileSync(file, "utf8");
  if (process.env.UPDATE_FIXTURES)
    writeFileSync(
      file,
      text.replace(TABLE, () => sessionTable()),
    );
  expect(TABLE.exec(readFileSync(file, "utf8"))?.[0]).toBe(sessionTable());
});

test("every library whose sessions are carried is in it, with each of its readers", () => {
  for (const library of libraries) {
    const entry = sessionPackages.find(({ id }) => id === library.id);
    expect(entry?.package).toBe(library.package);
    for (const { name, from } of library.readers) {
      const known = entry?.readers.find((reader) => reader.name === name);
      expect(known?.from).toEqual(expect.arrayContaining([...from]));
    }
  }
});

test("ids are unique, and no function both reads and writes", () => {
  const ids = sessionPackages.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { readers, writers } of sessionPackages) {
    const reading = new Set(readers.flatMap((reader) => reader.methods ?? [reader.name]));
    expect(writers.filter(({ name, method }) => reading.has(method ?? name))).toEqual([]);
  }
});
