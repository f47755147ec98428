import { describe, expect, it } from "vitest";
import { type Diagnostic, newErrors, parseErrors } from "../../src/verify/type-errors.ts";

const error = (file: string, line: number, message = "No such name"): Diagnostic => ({
  file,
  line,
  code: "TS2304",
  message,
});

describe("reading what tsc says", () => {
  it("keeps place, code and message of each error", () => {
    const output = [
      "pages/[id].tsx(3,10): error TS2304: Cannot find name 'a'.",
      "lib/b (old).ts(12,1): error TS2322: Type 'x' is not assignable to type 'y'.",
      "  Its first line says it; this one continues.",
      "error TS5055: Cannot write file.",
      "",
    ].join("\n");
    expect(parseErrors(output)).toEqual([
      { file: "pages/[id].tsx", line: 3, code: "TS2304", message: "Cannot find name 'a'." },
      {
        file: "lib/b (old).ts",
        line: 12,
        code: "TS2322",
        message: "Type 'x' is not assignable to type 'y'.",
      },
      { file: "", line: 0, code: "TS5055", message: "Cannot write file." },
    ]);
  });
});

describe("new type errors", () => {
  const moved = new Map([["app/a/page.tsx", "pages/a.tsx"]]);

  it("are none where an error only changed its line", () => {
    expect(newErrors([error("lib/b.ts", 3)], [error("lib/b.ts", 9)], moved)).toEqual([]);
  });

  it("are none where an error moved with its page", () => {
    expect(newErrors([error("pages/a.tsx", 3)], [error("app/a/page.tsx", 5)], moved)).toEqual([]);
  });

  it("are those in files that had none, with another message, or more often than before", () => {
    const before = [error("lib/b.ts", 3)];
    const other = error("lib/c.ts", 3);
    const reworded = error("lib/b.ts", 3, "Another");
    const twice = error("lib/b.ts", 4);
    expect(newErrors(before, [...before, other, reworded, twice], moved)).toEqual([
      other,
      reworded,
      twice,
    ]);
  });
});
