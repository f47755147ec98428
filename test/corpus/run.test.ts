import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const script = path.join(import.meta.dirname, "run.ts");
const run = (...args: string[]) =>
  execa("tsx", [script, ...args], { preferLocal: true, reject: false });

describe("npm run corpus", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(tmpdir(), "corpus-"));
    await fs.writeJson(path.join(folder, "list.json"), [
      { repo: "owner/name", commit: "0".repeat(40), app: "." },
    ]);
  });
  afterAll(() => fs.remove(folder));

  it("says how it is used when it is not told what to measure", async () => {
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(2);
    expect(stderr).toContain("npm run corpus -- --list <file.json> --dir <folder>");
  });

  it("says that nothing was measured where no repository is checked out", async () => {
    const { exitCode, stderr, stdout } = await run(
      "--list",
      path.join(folder, "list.json"),
      "--dir",
      folder,
    );
    expect(stderr).toContain("NOT MEASURED: none of the 1 listed applications");
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });
});
