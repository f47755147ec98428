import { expect, test } from "vitest";
import { ChangeSet } from "../../src/changeset/changeset.ts";
import { renderSummary, summarise, toJson } from "../../src/changeset/summary.ts";

const files: Record<string, string | Buffer> = {
  "pages/index.tsx": "one\ntwo\n",
  "pages/old.tsx": "old\n",
  "logo.png": Buffer.from([0x89, 0x50, 0x00]),
};

const changes = new ChangeSet({
  read: (path) => (files[path] === undefined ? undefined : Buffer.from(files[path])),
})
  .move("pages/index.tsx", "app/page.tsx", "one\nthree\nfour\n")
  .delete("pages/old.tsx")
  .edit("logo.png", Buffer.from([0]))
  .create(".env.local", "SECRET=1\n", { mode: 0o600 })
  .changes();

test("the list for people", () => {
  expect(renderSummary(summarise(changes))).toBe(
    [
      "+ .env.local (+1)",
      "> pages/index.tsx → app/page.tsx (+2 -1)",
      "~ logo.png (binary)",
      "- pages/old.tsx (-1)",
      "",
    ].join("\n"),
  );
});

test("the JSON form keeps its schema", () => {
  const json = JSON.parse(JSON.stringify(toJson(changes, { diff: true })));
  expect(json).toEqual({
    version: 1,
    counts: { create: 1, edit: 1, move: 1, delete: 1 },
    changes: [
      {
        kind: "create",
        path: ".env.local",
        mode: "600",
        binary: false,
        added: 1,
        removed: 0,
        after: { bytes: 9 },
        diff: expect.stringContaining("Content not shown"),
      },
      {
        kind: "move",
        path: "app/page.tsx",
        from: "pages/index.tsx",
        binary: false,
        added: 2,
        removed: 1,
        // printf 'one\ntwo\n' | sha256sum, and the same of the new content
        before: {
          bytes: 8,
          sha256: "c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8",
        },
        after: {
          bytes: 15,
          sha256: "520a5c82f25206a228c674035af6bf5e69c3809ff2675178fc43a88e83debd84",
        },
        diff: expect.stringMatching(/^diff --git a\/pages\/index.tsx b\/app\/page.tsx\n/),
      },
      {
        kind: "edit",
        path: "logo.png",
        binary: true,
        added: 0,
        removed: 0,
        before: {
          bytes: 3,
          sha256: "2913d024c74b6d3883acbbe40bf0a365bc7eca39ea83bfc9427f54f60c20161c",
        },
        after: {
          bytes: 1,
          sha256: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        },
        diff: expect.stringContaining("Binary files"),
      },
      {
        kind: "delete",
        path: "pages/old.tsx",
        binary: false,
        added: 0,
        removed: 1,
        before: {
          bytes: 4,
          sha256: "01d09d19c2139a46aebfb577780d123d7396e97201bc7ead210a2ebff8239dee",
        },
        diff: expect.stringContaining("deleted file"),
      },
    ],
  });
});

test("without being asked for, there is no diff in it", () => {
  expect(toJson(changes).changes.every((change) => change.diff === undefined)).toBe(true);
});
