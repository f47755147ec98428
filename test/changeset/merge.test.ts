import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChangeSetError } from "../../src/changeset/change.ts";
import { canMerge, merge } from "../../src/changeset/merge/merge.ts";

describe("package.json", () => {
  const current = [
    "{",
    '\t"name": "site",',
    '\t"private": true,',
    '\t"scripts": { "dev": "next dev" },',
    '\t"dependencies": {',
    '\t\t"next": "15.0.0",',
    '\t\t"zod": "4.0.0"',
    "\t}",
    "}",
    "",
  ].join("\r\n");

  test("keeps order, indentation and line ends, and sorts dependencies", () => {
    const addition = JSON.stringify({
      scripts: { test: "node --test" },
      dependencies: { "@libsql/client": "0.18.0", react: "19.3.1" },
      devDependencies: { vitest: "4.1.12", typescript: "5.9.3" },
    });
    expect(merge("package.json", current, addition)).toEqual({
      text: [
        "{",
        '\t"name": "site",',
        '\t"private": true,',
        '\t"scripts": {',
        '\t\t"dev": "next dev",',
        '\t\t"test": "node --test"',
        "\t},",
        '\t"dependencies": {',
        '\t\t"@libsql/client": "0.18.0",',
        '\t\t"next": "15.0.0",',
        '\t\t"react": "19.3.1",',
        '\t\t"zod": "4.0.0"',
        "\t},",
        '\t"devDependencies": {',
        '\t\t"typescript": "5.9.3",',
        '\t\t"vitest": "4.1.12"',
        "\t}",
        "}",
        "",
      ].join("\r\n"),
      conflicts: [],
    });
  });

  test("the present value wins, and the conflict is told", () => {
    const addition = '{ "name": "other", "dependencies": { "next": "16.4.6" } }';
    expect(merge("apps/web/package.json", current, addition)).toEqual({
      text: current,
      conflicts: [
        { key: "name", kept: "site", dropped: "other" },
        { key: "dependencies.next", kept: "15.0.0", dropped: "16.4.6" },
      ],
    });
  });

  test("lists are joined", () => {
    const { text } = merge("package.json", '{ "files": ["a", "b"] }', '{ "files": ["b", "c"] }');
    expect(JSON.parse(text)).toEqual({ files: ["a", "b", "c"] });
  });

  test("a file without a last line end keeps none; a BOM stays", () => {
    expect(merge("package.json", '\uFEFF{\n  "a": 1\n}', '{ "b": 2 }').text).toBe(
      '\uFEFF{\n  "a": 1,\n  "b": 2\n}',
    );
  });

  test("keys that JavaScript treats specially are keys", () => {
    const { text } = merge("package.json", '{ "__proto__": { "a": 1 } }', '{ "constructor": 2 }');
    expect(text.replace(/\s/g, "")).toBe('{"__proto__":{"a":1},"constructor":2}');
  });

  test.each(["{", "[]", "null", "", "{'a': 1}"])("%j is no package.json", (text) => {
    const attempt = () => merge("package.json", text, '{ "a": 1 }');
    if (text === "") expect(attempt().text).toBe('{\n  "a": 1\n}\n');
    else expect(attempt).toThrow(ChangeSetError);
  });
});

describe(".env.example", () => {
  const current = "# The database\nDATABASE_URL=postgres://localhost/app\n\nPORT=3000\n";

  test("sections come at the end, with their comments", () => {
    const addition = "# Signs cookies\n# 32 random bytes\nSESSION_SECRET=\n\n# Cache\nREDIS_URL=\n";
    expect(merge(".env.example", current, addition).text).toBe(`${current}\n${addition}`);
  });

  test("variables that are there stay as they are, and do not come twice", () => {
    const addition = "# Other words\nDATABASE_URL=file:app.db\n# A limit\nPOOL=5\n";
    expect(merge(".env.example", current, addition)).toEqual({
      text: `${current}\n# A limit\nPOOL=5\n`,
      conflicts: [
        { key: "DATABASE_URL", kept: "postgres://localhost/app", dropped: "file:app.db" },
      ],
    });
  });

  test("a variable that is commented out is documented already", () => {
    expect(merge(".env.example", "# REDIS_URL=\n", "REDIS_URL=\n").text).toBe("# REDIS_URL=\n");
  });
});

describe(".gitignore", () => {
  test("takes what is missing, keeps order, comments and line ends", () => {
    const current = "node_modules/\r\n*.log\r\n!keep.log";
    const addition = "# dependencies\nnode_modules/\n\n# data of SQLite\n.data/\n*.log\n";
    expect(merge(".gitignore", current, addition).text).toBe(
      "node_modules/\r\n*.log\r\n!keep.log\r\n\r\n# data of SQLite\r\n.data/\r\n",
    );
  });
});

describe("README.md", () => {
  const current = [
    "# Site",
    "",
    "Mine.",
    "",
    "## Start",
    "",
    "```sh",
    "## no heading",
    "",
    "npm run dev",
    "```",
    "",
    "## Licence",
    "",
    "MIT",
    "",
  ].join("\n");

  test("a missing section comes at the end, a present one grows", () => {
    const addition = "# Other\n\nIgnored.\n\n## Start\n\nOpen the page.\n\n## Store\n\nSQLite.\n";
    expect(merge("README.md", current, addition).text).toBe(
      current.replace("```\n\n## Licence", "```\n\nOpen the page.\n\n## Licence") +
        "\n## Store\n\nSQLite.\n",
    );
  });

  test("code with blank lines is one block", () => {
    const addition = "## Start\n\n```sh\na\n\nnpm run dev\n```\n";
    expect(merge("README.md", current, addition).text).toContain(
      "```\n\n```sh\na\n\nnpm run dev\n```\n\n## Licence",
    );
  });
});

test("what has no merger is refused", () => {
  expect(canMerge("app/page.tsx")).toBe(false);
  expect(() => merge("app/page.tsx", "a", "b")).toThrow(/app\/page.tsx is written twice/);
});

test("a file that is not there is made of the addition", () => {
  for (const [path, text] of [
    ["package.json", '{\n  "a": 1\n}\n'],
    [".env.example", "# A\nA=1\n"],
    [".gitignore", "# logs\n*.log\n"],
    ["README.md", "# Site\n\n## Start\n\nGo.\n"],
  ] as const) {
    expect(merge(path, undefined, text)).toEqual({ text, conflicts: [] });
  }
});

const words = fc.constantFrom(
  "A",
  "B=1",
  "# note",
  "## Start",
  "## End",
  "",
  "text",
  "*.log",
  "```\n\ncode\n```",
);
const lines = fc.array(words, { maxLength: 12 }).map((list) => list.map((l) => `${l}\n`).join(""));
const json = fc.dictionary(
  fc.constantFrom("dependencies", "scripts", "x"),
  fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2")),
);

test("merging the same addition again changes nothing", () => {
  for (const path of [".env.example", ".gitignore", "README.md"]) {
    fc.assert(
      fc.property(lines, lines, (current, addition) => {
        const once = merge(path, current, addition).text;
        expect(merge(path, once, addition).text).toBe(once);
      }),
      { numRuns: 300 },
    );
  }
  fc.assert(
    fc.property(json, json, (current, addition) => {
      const once = merge("package.json", JSON.stringify(current), JSON.stringify(addition)).text;
      expect(merge("package.json", once, JSON.stringify(addition)).text).toBe(once);
      expect(JSON.parse(once)).toMatchObject(current);
    }),
  );
});

test("every line of the current text is kept, in its order", () => {
  for (const path of [".env.example", ".gitignore", "README.md"]) {
    fc.assert(
      fc.property(lines, lines, (current, addition) => {
        const merged = merge(path, current, addition).text.split("\n");
        let at = 0;
        for (const line of current.split("\n").filter((l) => l !== "")) {
          at = merged.indexOf(line, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  }
});

describe("compose.yaml", () => {
  const current = [
    "# For development: docker compose up -d",
    "services:",
    "  # the queue",
    "  queue:",
    "    image: queue:1",
    "",
    "  db:",
    "    image: db:1",
    "",
    "volumes:",
    "  db:",
    "",
  ].join("\n");

  test("services and volumes of both stand in one file", () => {
    const addition = [
      "# For development: docker compose up -d",
      "services:",
      "  cache:",
      "    # nothing is evicted",
      "    image: cache:1",
      "    ports:",
      '      - "127.0.0.1:1:1"',
      "",
      "volumes:",
      "  cache:",
      "",
      "networks:",
      "  inner:",
      "",
    ].join("\n");
    const merged = merge("compose.yaml", current, addition);
    expect(merged).toEqual({
      text: [
        "# For development: docker compose up -d",
        "services:",
        "  # the queue",
        "  queue:",
        "    image: queue:1",
        "",
        "  db:",
        "    image: db:1",
        "  cache:",
        "    # nothing is evicted",
        "    image: cache:1",
        "    ports:",
        '      - "127.0.0.1:1:1"',
        "",
        "volumes:",
        "  db:",
        "  cache:",
        "",
        "networks:",
        "  inner:",
        "",
      ].join("\n"),
      conflicts: [],
    });
    expect(merge("compose.yaml", merged.text, addition)).toEqual({ ...merged, conflicts: [] });
  });

  test("the present service wins, and the conflict is told", () => {
    const addition = "services:\n  db:\n    image: db:2\n";
    expect(merge("compose.yaml", current, addition)).toEqual({
      text: current,
      conflicts: [
        { key: "services.db", kept: "db:\n    image: db:1", dropped: "db:\n    image: db:2" },
      ],
    });
  });
});
