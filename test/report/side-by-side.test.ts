import fc from "fast-check";
import { expect, test } from "vitest";
import { type Line, sideBySide } from "../../src/report/side-by-side.ts";

const text = ({ pieces }: { pieces: readonly { text: string }[] }) =>
  pieces.map((piece) => piece.text).join("");

test("what changed within a line is marked on both sides", () => {
  const [line] = sideBySide("const a = 1;\n", "const b = 1;\n");
  expect(line).toMatchObject({
    kind: "changed",
    before: {
      number: 1,
      pieces: [{ text: "const " }, { text: "a", changed: true }, { text: " = 1;" }],
    },
    after: {
      number: 1,
      pieces: [{ text: "const " }, { text: "b", changed: true }, { text: " = 1;" }],
    },
  });
});

test("lines that are only on one side leave the other empty, and do not count there", () => {
  const rows = sideBySide("a\nb\nc\n", "a\nc\n") as Line[];
  expect(rows.map(({ before, after }) => [before?.number, after?.number])).toEqual([
    [1, 1],
    [2, undefined],
    [3, 2],
  ]);
});

test("what is far from every change is folded", () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  const rows = sideBySide(lines.join("\n"), lines.with(20, "another").join("\n"));
  expect(rows.filter(({ kind }) => kind === "fold")).toEqual([
    { kind: "fold", lines: 17 },
    { kind: "fold", lines: 16 },
  ]);
  expect(rows).toHaveLength(2 + 7);
});

test("both sides say what the texts say, whatever they are", () => {
  const line = fc.constantFrom("", "a", "b", "return 1;", "<p>&amp;</p>", "  }");
  const lines = fc.array(line, { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rows = sideBySide(
        before.map((l) => `${l}\n`).join(""),
        after.map((l) => `${l}\n`).join(""),
      );
      let [left, right] = [0, 0];
      for (const row of rows) {
        if (row.kind === "fold") {
          expect(before.slice(left, left + row.lines)).toEqual(
            after.slice(right, right + row.lines),
          );
          left += row.lines;
          right += row.lines;
          continue;
        }
        if (row.before) {
          expect([row.before.number, text(row.before)]).toEqual([left + 1, before[left]]);
          left += 1;
        }
        if (row.after) {
          expect([row.after.number, text(row.after)]).toEqual([right + 1, after[right]]);
          right += 1;
        }
        if (row.kind === "same")
          expect(row.before && text(row.before)).toBe(row.after && text(row.after));
      }
      expect([left, right]).toEqual([before.length, after.length]);
    }),
    { numRuns: 500 },
  );
});
