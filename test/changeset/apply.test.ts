import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { apply } from "../../src/changeset/apply.ts";
import { ChangeSet } from "../../src/changeset/changeset.ts";
import { renderDiff } from "../../src/changeset/diff.ts";
import { directoryTree } from "../../src/changeset/tree.ts";
import { undo } from "../../src/changeset/undo.ts";
import { readTree } from "./support/snapshot.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "change-set-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("an applied change set is on the disk, and undo takes it back", async () => {
  mkdirSync(join(root, "pages/empty"), { recursive: true });
  mkdirSync(join(root, "pages/deep/er"), { recursive: true });
  writeFileSync(join(root, "pages/index.tsx"), "one\r\ntwo\r\n");
  writeFileSync(join(root, "pages/deep/er/moved.sh"), "#!/bin/sh\n");
  chmodSync(join(root, "pages/deep/er/moved.sh"), 0o755);
  writeFileSync(join(root, "gone.bin"), Buffer.from([0, 255, 1]));
  const before = readTree(root);

  const changes = new ChangeSet(directoryTree(root))
    .edit("pages/index.tsx", "one\r\nthree\r\n")
    .move("pages/deep/er/moved.sh", "scripts/moved.sh")
    .delete("gone.bin")
    .create(".env.local", "SECRET=1\n", { mode: 0o600 });
  await apply(changes, root);

  expect(readTree(root, { journal: false })).toEqual({
    "": "drwx------",
    ".env.local": "-rw------- SECRET=1\n",
    pages: "drwxr-xr-x",
    "pages/empty": "drwxr-xr-x",
    "pages/index.tsx": "-rw-r--r-- one\r\nthree\r\n",
    scripts: "drwxr-xr-x",
    "scripts/moved.sh": "-rwxr-xr-x #!/bin/sh\n",
  });
  expect(readFileSync(join(root, ".create-session-app/.gitignore"), "utf8")).toBe("*\n");

  await undo(root);
  expect(readTree(root)).toEqual(before);
});

test("a project that is made from nothing is undone to nothing", async () => {
  const project = join(root, "apps/web/site");
  const changes = new ChangeSet()
    .create("app/page.tsx", "export {};\n")
    .create("README.md", "# Site\n");
  await apply(changes, project);
  expect(readFileSync(join(project, "app/page.tsx"), "utf8")).toBe("export {};\n");
  expect(readTree(root, { journal: false })).toHaveProperty("apps/web/site/README.md");
  await undo(project);
  expect(existsSync(join(root, "apps"))).toBe(false);
  expect(readTree(root)).toEqual({ "": "drwx------" });
});

test("nothing is written over a file that was changed since it was read", async () => {
  writeFileSync(join(root, "a.txt"), "read");
  const changes = new ChangeSet(directoryTree(root)).edit("a.txt", "new").create("b.txt", "new");
  writeFileSync(join(root, "a.txt"), "edited");
  const before = readTree(root);
  await expect(apply(changes, root)).rejects.toThrow(
    "a.txt was changed after it was read. Nothing was written.",
  );
  expect(readTree(root)).toEqual(before);
});

test("the diff is Git's", () => {
  expect(renderDiff(new ChangeSet().create("a b.txt", "one\n").changes())).toBe(
    "diff --git a/a b.txt b/a b.txt\nnew file mode 100644\n--- /dev/null\n+++ b/a b.txt\n@@ -0,0 +1,1 @@\n+one\n",
  );
});
