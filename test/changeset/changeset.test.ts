import { expect, test } from "vitest";
import { type Change, ChangeSetError } from "../../src/changeset/change.ts";
import { type BaseTree, ChangeSet } from "../../src/changeset/changeset.ts";

const files: Record<string, { content: string; mode: number }> = {
  a: { content: "A", mode: 0o644 },
  b: { content: "B", mode: 0o755 },
  "folder/c": { content: "C", mode: 0o644 },
};

const base: BaseTree = {
  read: (path) => (files[path] ? Buffer.from(files[path].content) : undefined),
  mode: (path) => files[path]?.mode,
};

/** Changes in short: `move a→x (A)`. */
function tell(changeSet: ChangeSet): string[] {
  return changeSet.changes().map((change: Change) => {
    const from = change.kind === "move" ? `${change.from}→` : "";
    const content = change.kind === "delete" ? "" : ` (${change.after})`;
    const mode = "mode" in change && change.mode ? ` ${change.mode.toString(8)}` : "";
    return `${change.kind} ${from}${change.path}${content}${mode}`;
  });
}

const changes = () => new ChangeSet(base);

test.each<[name: string, changeSet: () => ChangeSet, expected: string[]]>([
  ["nothing", changes, []],
  ["a file in new folders", () => changes().create("x/y/z", "Z"), ["create x/y/z (Z)"]],
  ["create, then edit", () => changes().create("x", "1").edit("x", "2"), ["create x (2)"]],
  ["create, then delete", () => changes().create("x", "1").delete("x"), []],
  ["create, then move", () => changes().create("x", "1").move("x", "y"), ["create y (1)"]],
  ["edit twice", () => changes().edit("a", "1").edit("a", "2"), ["edit a (2)"]],
  ["edit and back", () => changes().edit("a", "1").edit("a", "A"), []],
  ["edit to what it was", () => changes().edit("a", "A"), []],
  ["edit of the mode only", () => changes().edit("a", "A", { mode: 0o755 }), ["edit a (A) 755"]],
  ["the mode that it has", () => changes().edit("b", "B", { mode: 0o755 }), []],
  ["write where a file is", () => changes().write("a", "1"), ["edit a (1)"]],
  ["write where none is", () => changes().write("x", "1", { mode: 0o600 }), ["create x (1) 600"]],
  ["delete", () => changes().delete("a"), ["delete a"]],
  ["delete, then create", () => changes().delete("a").create("a", "1"), ["edit a (1)"]],
  ["delete, then create as it was", () => changes().delete("a").create("a", "A"), []],
  ["move", () => changes().move("a", "x/a"), ["move a→x/a (A)"]],
  ["move with new content", () => changes().move("a", "x", "1"), ["move a→x (1)"]],
  ["move, then edit", () => changes().move("a", "x").edit("x", "1"), ["move a→x (1)"]],
  ["edit, then move", () => changes().edit("a", "1").move("a", "x"), ["move a→x (1)"]],
  ["move and back", () => changes().move("a", "x").move("x", "a"), []],
  ["move to itself", () => changes().move("a", "a"), []],
  ["chain of one file", () => changes().move("a", "x").move("x", "y"), ["move a→y (A)"]],
  [
    "chain of files",
    () => changes().move("b", "x").move("a", "b"),
    ["move a→b (A)", "move b→x (B)"],
  ],
  [
    "swap",
    () => changes().move("a", "x").move("b", "a").move("x", "b"),
    ["move b→a (B)", "move a→b (A)"],
  ],
  [
    "round of three",
    () => changes().move("a", "x").move("b", "a").move("folder/c", "b").move("x", "folder/c"),
    ["move b→a (B)", "move folder/c→b (C)", "move a→folder/c (A)"],
  ],
  ["move, then delete", () => changes().move("a", "x").delete("x"), ["delete a"]],
  [
    "move, then a new file in its place",
    () => changes().move("a", "x").create("a", "1"),
    ["create a (1)", "move a→x (A)"],
  ],
  [
    "move into the place of a deleted file takes the mode along",
    () => changes().delete("a").move("b", "a"),
    ["edit a (B) 755", "delete b"],
  ],
  [
    "move into the place of a deleted file, and a new one in its own",
    () => changes().delete("a").move("b", "a").create("b", "1"),
    ["edit a (B) 755", "edit b (1)"],
  ],
  [
    "a folder's only file becomes the folder's name",
    () => changes().move("folder/c", "folder"),
    ["move folder/c→folder (C)"],
  ],
])("%s", (_name, changeSet, expected) => {
  expect(tell(changeSet())).toEqual(expected);
  expect(changeSet().isEmpty).toBe(expected.length === 0);
});

test("reads see what was written", () => {
  const changeSet = changes().move("a", "x").create("y", "Y");
  expect(changeSet.readText("a")).toBeUndefined();
  expect(changeSet.readText("x")).toBe("A");
  expect(changeSet.readText("./y")).toBe("Y");
  expect(changeSet.readText("b")).toBe("B");
});

test("a file is what it was when it was first read", () => {
  let content = "first";
  const changeSet = new ChangeSet({ read: () => Buffer.from(content) });
  expect(changeSet.readText("a")).toBe("first");
  content = "second";
  const [edit] = changeSet.edit("a", "third").changes();
  expect(edit).toMatchObject({ before: Buffer.from("first") });
});

test("bytes are kept as they are", () => {
  const content = Buffer.from([0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0x00, 0xff]);
  expect(changes().create("x", content).read("x")).toEqual(content);
});

test.each<[name: string, action: () => unknown, message: RegExp]>([
  ["create over a file", () => changes().create("a", ""), /a exists already/],
  ["create twice", () => changes().create("x", "").create("x", ""), /x exists already/],
  ["edit of no file", () => changes().edit("x", ""), /There is no file x/],
  ["edit of a deleted file", () => changes().delete("a").edit("a", ""), /There is no file a/],
  ["delete of no file", () => changes().delete("x"), /There is no file x/],
  ["delete twice", () => changes().delete("a").delete("a"), /There is no file a/],
  ["move of no file", () => changes().move("x", "y"), /There is no file x/],
  ["move over a file", () => changes().move("a", "b"), /b exists already/],
  ["a file below a file", () => changes().create("a/x", ""), /a is a file, not a folder/],
  [
    "a file in place of a folder",
    () => changes().create("x/y", "").create("x", ""),
    /it is the folder of x\/y/,
  ],
  ["above the root", () => changes().create("../x", ""), /leaves the project/],
  ["above the root, later", () => changes().create("a/../../x", ""), /leaves the project/],
  ["an absolute path", () => changes().create("/etc/passwd", ""), /not a path inside/],
  ["the root itself", () => changes().create(".", ""), /not a path inside/],
  ["no path", () => changes().create("", ""), /not a path inside/],
  ["a zero byte", () => changes().create("a\0b", ""), /leaves the project/],
  ["a Windows path", () => changes().create("a\\b", ""), /write \/ instead/],
  ["a Git hook", () => changes().create(".git/hooks/pre-commit", ""), /inside .git/],
  ["a Git hook of a submodule", () => changes().create("sub/.GIT/config", ""), /inside .GIT/i],
  ["the journal", () => changes().create(".create-session-app/lock/1", ""), /not ours to change/],
])("refuses %s", (_name, action, message) => {
  expect(action).toThrow(ChangeSetError);
  expect(action).toThrow(message);
});

test("a refused move leaves the file where it was", () => {
  const changeSet = changes();
  expect(() => changeSet.move("a", "b")).toThrow(ChangeSetError);
  expect(changeSet.readText("a")).toBe("A");
  expect(changeSet.isEmpty).toBe(true);
});
