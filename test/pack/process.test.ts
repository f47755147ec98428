import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { builtCommand } from "../support/built.ts";

/** The built command as a process of its own: exit codes, streams, signals. */
let command: string;
let folder: string;

beforeAll(async () => {
  command = await builtCommand();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "create-session-app-process-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (args: readonly string[], env: Record<string, string> = {}) =>
  execa("node", [command, ...args], { cwd: folder, env, reject: false, stdin: "ignore" });

describe("exit codes", () => {
  test.each([
    [0, ["--version"]],
    [0, ["--help"]],
    [0, ["list", "--json"]],
    [0, ["app", "--yes", "--no-install", "--no-git"]],
    [1, ["undo"]],
    [1, ["migrate"]],
    [2, ["app"]],
    [2, ["app", "--yes", "--store", "nope"]],
    [2, ["--nope"]],
    [2, ["undo", "--nope"]],
  ])("%d for %j, without a stack", async (exitCode, args) => {
    const outcome = await start(args);
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.stderr).not.toMatch(/^ {4}at /m);
    if (exitCode > 0) expect(outcome.stderr).toMatch(/^✖ \S.*[.)]$/);
  });
});

describe("streams", () => {
  test("stdout is the result and nothing else", async () => {
    const { stdout } = await start(["app", "--yes", "--no-install", "--no-git", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ command: "scaffold", applied: true });
  });

  test("nothing is coloured without a terminal, everything with FORCE_COLOR", async () => {
    const colour = "\u001b[";
    const plain = await start(["list"], { NO_COLOR: "", FORCE_COLOR: "0" });
    expect(plain.stdout).not.toContain(colour);
    const painted = await start(["list"], { FORCE_COLOR: "1" });
    expect(painted.stdout).toContain(colour);
    const refused = await start(["list"], { FORCE_COLOR: "1", NO_COLOR: "1" });
    expect(refused.stdout).not.toContain(colour);
  });

  test("a reader that stops reading is no failure", async () => {
    const script = `node "${command}" list --json | head -c 10; echo " \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await execa("bash", ["-c", script], { cwd: folder });
    expect({ stdout, stderr }).toEqual({ stdout: '{\n  "comma 0', stderr: "" });
  });
});

test("a folder that was deleted under us is told in a sentence", async () => {
  const script = `mkdir gone && cd gone && rmdir ../gone && node "${command}" list`;
  const { exitCode, stderr } = await execa("sh", ["-c", script], { cwd: folder, reject: false });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^✖ .*\.$/);
});

describe("bad input of migrate: exit 1, one sentence, nothing written", () => {
  test("no package.json", async () => {
    const { exitCode, stderr } = await start(["migrate"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("There is no package.json here.");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("not a Next.js project", async () => {
    writeFileSync(path.join(folder, "package.json"), '{ "dependencies": { "vue": "3" } }');
    const { exitCode, stderr } = await start(["migrate"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("This is not a Next.js project");
    expect(readdirSync(folder)).toEqual(["package.json"]);
  });

  test("a package.json that is no JSON", async () => {
    writeFileSync(path.join(folder, "package.json"), "{ next");
    const { exitCode, stderr } = await start(["migrate"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("package.json is not valid JSON");
  });

  test("no such folder", async () => {
    const { exitCode, stderr } = await start(["migrate", "nowhere"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^✖ .*\.$/);
  });
});

describe("Ctrl-C", () => {
  /** A package manager that is slow: it writes half of node_modules and waits. */
  function slowNpm(): Record<string, string> {
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    const script = "#!/bin/sh\nmkdir -p node_modules/half\necho started >&2\nexec sleep 30\n";
    writeFileSync(path.join(bin, "npm"), script, { mode: 0o755 });
    return { PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  }

  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s while installing leaves a complete project without node_modules, and says so",
    async (signal) => {
      const running = start(["app", "--yes", "--pm", "npm"], slowNpm());
      const half = path.join(folder, "app/node_modules/half");
      await expect
        .poll(() => readdirSync(path.dirname(half)), { timeout: 20_000 })
        .toEqual(["half"]);
      running.kill(signal);
      const { exitCode, stderr } = await running;
      expect(exitCode).toBe(130);
      expect(stderr).toContain(
        "Stopped while installing. The project is complete but for node_modules",
      );
      const left = readdirSync(path.join(folder, "app"));
      expect(left).toContain("package.json");
      expect(left).not.toContain("node_modules");
      expect(left).not.toContain(".git");
    },
  );
});
