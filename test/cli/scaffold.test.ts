import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Interrupted } from "../../src/cli/errors.ts";
import { catalogue } from "../../src/stack/catalogue.ts";
import { emptyFolder, type FakeOptions, runFake } from "./fake-environment.ts";

const outsideOfGit = (command: string) =>
  command.startsWith("git rev-parse") ? { exitCode: 128, output: "" } : undefined;

const scaffold = (args: string, options: Partial<FakeOptions> = {}) =>
  runFake(args.split(" ").filter(Boolean), {
    cwd: emptyFolder(),
    programs: outsideOfGit,
    ...options,
  });

describe("scaffold --yes", () => {
  test("makes the default stack, installs it and starts its repository, in this order", async () => {
    const cwd = emptyFolder();
    const outcome = await scaffold("shop --yes", { cwd });
    expect(outcome.exitCode).toBe(0);
    expect(outcome.ran.map((command) => command.split(" ").slice(0, 2).join(" "))).toEqual([
      "npm i",
      "git rev-parse",
      "git init",
      "git add",
      "git commit",
    ]);
    expect(readFileSync(join(cwd, "shop/README.md"), "utf8")).toContain("Server session in SQLite");
    expect(statSync(join(cwd, "shop/.env.local")).mode & 0o777).toBe(0o600);
  });

  test("says what was made, who can log in, what comes next and how to repeat it", async () => {
    const { stdout } = await scaffold("shop --yes --store memory --pm pnpm --no-git");
    expect(stdout).toContain("shop is ready.");
    expect(stdout).toContain("App Router · Server session · Memory");
    expect(stdout).toMatch(/user@example\.com {2}[a-z2-9]{4}(-[a-z2-9]{4}){3}\n/);
    expect(stdout).toMatch(/cd shop\n +pnpm dev\n/);
    expect(stdout).toContain("shop/README.md");
    expect(stdout).toMatch(
      /npx create-session-app@\d+\.\d+\.\d+ shop --router app --auth server-session --store memory --pm pnpm --extras none --ts --install --no-git\n/,
    );
  });

  test("--no-install and --no-git run nothing, and the next commands say so", async () => {
    const { ran, stdout } = await scaffold("shop --yes --no-install --no-git");
    expect(ran).toEqual([]);
    expect(stdout).toMatch(/cd shop\n +npm install\n +npm run dev\n/);
  });

  test("without a folder's name it is my-app", async () => {
    const cwd = emptyFolder();
    await scaffold("--yes --no-install --no-git", { cwd });
    expect(readdirSync(cwd)).toEqual(["my-app"]);
  });

  test("takes the package manager that started us", async () => {
    const env = { npm_config_user_agent: "pnpm/11.1.0 npm/? node/v20.20.2 linux x64" };
    const { ran } = await scaffold("shop --yes --no-git", { env });
    expect(ran).toEqual(["pnpm i"]);
  });

  test.each([
    ["My Shop", "my-shop"],
    ["Ünïcode", "unicode"],
    ["日本", "my-app"],
    [".hidden", "hidden"],
  ])("a folder %j gives the package name %j", async (folder, name) => {
    const cwd = emptyFolder();
    const { exitCode } = await runFake([folder, "--yes", "--no-install", "--no-git"], { cwd });
    expect(exitCode).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, folder, "package.json"), "utf8")).name).toBe(name);
  });
});

describe("--json", () => {
  test("prints nothing on stdout but the result", async () => {
    const cwd = emptyFolder();
    const { stdout } = await scaffold("shop --yes --json", { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      command: "scaffold",
      applied: true,
      directory: join(cwd, "shop"),
      name: "shop",
      stack: { auth: "server-session", store: "sqlite", router: "app", extras: [] },
      packageManager: "npm",
      installed: true,
      git: "committed",
      demoLogin: { email: "user@example.com" },
      next: ["cd shop", "npm run dev"],
      changeSet: { version: 1, counts: { create: 8, edit: 0, move: 0, delete: 0 } },
    });
  });

  test("tells errors as data too", async () => {
    const { stdout, stderr } = await scaffold("shop --yes --json --store postgre");
    expect(JSON.parse(stdout).error).toMatchObject({
      exitCode: 2,
      part: "store",
      nearest: ["postgres"],
    });
    expect(stderr).toContain('There is no store "postgre".');
  });

  test("asks nothing, even on a terminal", async () => {
    const { exitCode, stdout } = await scaffold("--json", { terminal: true });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).error.missing).toContain("--store");
  });
});

describe("previews", () => {
  test.each(["--dry-run", "--diff", "--dry-run --json", "--diff --json"])(
    "%s writes nothing and runs nothing",
    async (flags) => {
      const cwd = emptyFolder();
      const { exitCode, ran } = await scaffold(`shop --yes ${flags}`, { cwd });
      expect({ exitCode, ran, files: readdirSync(cwd) }).toEqual({
        exitCode: 0,
        ran: [],
        files: [],
      });
    },
  );

  test("--dry-run lists each file", async () => {
    const { stdout } = await scaffold("shop --yes --dry-run");
    expect(stdout.split("\n")).toContain("+ app/login/page.tsx (+1)");
  });

  test("--diff shows contents, but not those of secrets", async () => {
    const { stdout } = await scaffold("shop --yes --diff");
    expect(stdout).toContain("+++ b/README.md");
    expect(stdout).toContain("+# Shop");
    expect(stdout).toContain("b/.env.local");
    expect(stdout).not.toContain(Buffer.alloc(32, 7).toString("base64url"));
  });
});

describe("questions", () => {
  const answers = {
    "Where should it go?": "asked",
    "Which router?": "app",
    "How are sessions made?": "server-session",
    "Where are they kept?": "memory",
    "Anything on top?": ["tailwind"],
    "In which language?": "ts",
    "Which package manager?": "yarn",
    "Install the packages now?": true,
    "Make a git repository?": false,
  };

  test("settle what no flag has settled", async () => {
    const cwd = emptyFolder();
    const { exitCode, ran } = await scaffold("", { cwd, terminal: true, answers });
    expect({ exitCode, ran }).toEqual({ exitCode: 0, ran: ["yarn install"] });
    expect(readFileSync(join(cwd, "asked/styles/globals.css"), "utf8")).toContain("tailwindcss");
  });

  test("are not asked where a flag answers", async () => {
    const { "Where are they kept?": _, "Anything on top?": __, ...fewer } = answers;
    const { exitCode, stderr } = await scaffold("--store sqlite --extras none", {
      terminal: true,
      answers: fewer,
    });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["a pipe", { terminal: false }],
    ["CI", { terminal: true, env: { CI: "1" } }],
    ["a terminal that cannot move its cursor", { terminal: true, env: { TERM: "dumb" } }],
  ])("do not come in %s: exit 2 with the flags that are missing", async (_, options) => {
    const cwd = emptyFolder();
    const { exitCode, stderr } = await scaffold("shop --store redis --no-git", { cwd, ...options });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      "✖ There is no terminal to ask on. Give what is missing: --router, --auth, --extras, --ts or --js, --pm, --install or --no-install; or --yes for the defaults.\n",
    );
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("wrong use: exit 2, one sentence, nothing written", () => {
  test.each([
    ["--auth nextauth", 'There is no auth "nextauth". Possible: --auth next-auth.'],
    ["--store reddis", 'There is no store "reddis". Possible: --store redis.'],
    [
      "--store cassandra",
      `There is no store "cassandra". Possible: ${catalogue.stores.map(({ id }) => `--store ${id}`).join(", ")}.`,
    ],
    ["--router page", 'There is no router "page". Possible: --router pages.'],
    ["--pm npn", 'There is no package manager "npn". Possible: --pm npm.'],
    ["--stroe sqlite", "Unknown option '--stroe'. Did you mean --store?"],
    ["--store", "Option '--store <id>' argument missing. See --help."],
    ["two", "Too many arguments. Expected 1 argument but got 2. See --help."],
  ])("%s", async (args, sentence) => {
    const cwd = emptyFolder();
    const { exitCode, stderr, stdout } = await scaffold(`shop --yes ${args}`, { cwd });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `✖ ${sentence}\n`,
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("a folder that is not empty", () => {
  const occupied = () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, "shop/styles"), { recursive: true });
    writeFileSync(join(cwd, "shop/README.md"), "mine\n");
    writeFileSync(join(cwd, "shop/styles/globals.css"), "mine\n");
    writeFileSync(join(cwd, "shop/notes.txt"), "mine\n");
    return cwd;
  };

  test("is refused with the files that would be overwritten", async () => {
    const cwd = occupied();
    const { exitCode, stderr } = await scaffold("shop --yes", { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "✖ shop is not empty. These files would be overwritten:\n  README.md\n  styles/globals.css\n--force goes ahead, another folder is safer.\n",
    );
    expect(readFileSync(join(cwd, "shop/README.md"), "utf8")).toBe("mine\n");
    expect(readdirSync(join(cwd, "shop")).sort()).toEqual(["README.md", "notes.txt", "styles"]);
  });

  test("is refused where nothing would be overwritten, too", async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, "shop"));
    writeFileSync(join(cwd, "shop/notes.txt"), "");
    const { exitCode, stderr } = await scaffold("shop --yes", { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("None of its files would be overwritten; --force goes ahead");
  });

  test("with --force keeps other files, and undo brings the overwritten ones back", async () => {
    const cwd = occupied();
    const made = await scaffold("shop --yes --force --no-install --no-git", { cwd });
    expect(made).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(cwd, "shop/README.md"), "utf8")).toContain("# Shop");
    expect(readFileSync(join(cwd, "shop/notes.txt"), "utf8")).toBe("mine\n");

    const undone = await scaffold("undo shop", { cwd });
    expect(undone.exitCode).toBe(0);
    expect(undone.stdout).toContain("restored README.md\n");
    expect(undone.stdout).toContain("removed package.json\n");
    expect(readFileSync(join(cwd, "shop/README.md"), "utf8")).toBe("mine\n");
    expect(existsSync(join(cwd, "shop/package.json"))).toBe(false);
  });

  test("counts as empty when it holds only what git and editors leave", async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, "shop/.git"), { recursive: true });
    mkdirSync(join(cwd, "shop/.vscode"));
    expect(await scaffold("shop --yes --no-install --no-git", { cwd })).toMatchObject({
      exitCode: 0,
    });
  });

  test("is refused when it is a file", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "shop"), "mine");
    const { exitCode, stderr } = await scaffold("shop --yes", { cwd });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: "✖ shop is a file; a project needs a folder.\n",
    });
    expect(readFileSync(join(cwd, "shop"), "utf8")).toBe("mine");
  });

  test("is refused below a file", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "shop"), "mine");
    const { exitCode, stderr } = await scaffold("shop/inside --yes", { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^✖ .*shop.*Nothing was (changed|written)\.\n$/);
    expect(readFileSync(join(cwd, "shop"), "utf8")).toBe("mine");
  });
});

describe("what goes wrong after the files are written", () => {
  test("a failed installation takes node_modules away, keeps the project and exits with 1", async () => {
    const cwd = emptyFolder();
    const { exitCode, stderr } = await scaffold("shop --yes", {
      cwd,
      programs: (command) => {
        if (!command.startsWith("npm")) return undefined;
        mkdirSync(join(cwd, "shop/node_modules/half"), { recursive: true });
        return { exitCode: 1, output: "npm error ERESOLVE" };
      },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("npm error ERESOLVE\nInstalling failed, see above.");
    expect(stderr).toContain(
      "The project is complete but for node_modules; run `npm install` in it.",
    );
    expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
    expect(existsSync(join(cwd, "shop/node_modules"))).toBe(false);
  });

  test("Ctrl-C during the installation leaves a complete project without node_modules: 130", async () => {
    const cwd = emptyFolder();
    const { exitCode, stderr, ran } = await scaffold("shop --yes", {
      cwd,
      programs: () => {
        mkdirSync(join(cwd, "shop/node_modules/half"), { recursive: true });
        return new Interrupted("Stopped while npm was running.");
      },
    });
    expect(exitCode).toBe(130);
    expect(stderr).toContain(
      "Stopped while installing. The project is complete but for node_modules",
    );
    expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
    expect(existsSync(join(cwd, "shop/node_modules"))).toBe(false);
    expect(ran).toHaveLength(1);
  });

  test("Ctrl-C before anything is written leaves nothing: 130", async () => {
    const cwd = emptyFolder();
    const { exitCode } = await scaffold("shop --yes", { cwd, signal: AbortSignal.abort() });
    expect({ exitCode, files: readdirSync(cwd) }).toEqual({ exitCode: 130, files: [] });
  });

  test.each([
    ["git rev-parse", 0, "The folder is part of a git repository already: none was made."],
    ["git init", 1, "git could not be run: no repository was made."],
    ["git commit", 1, "The first commit failed"],
  ])("when `%s` ends with %d the project is fine all the same", async (start, exitCode, note) => {
    const outcome = await scaffold("shop --yes --no-install", {
      programs: (command) =>
        command.startsWith(start) ? { exitCode, output: "" } : outsideOfGit(command),
    });
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stderr).toContain(note);
  });
});

describe("an unexpected error", () => {
  const files = { "base/broken.txt.hbs": "{{{missing}}}" };

  test("is one sentence without a stack", async () => {
    const cwd = emptyFolder();
    const { exitCode, stderr } = await scaffold("shop --yes", { cwd, files });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^✖ base\/broken\.txt\.hbs: "missing" not defined.*\n$/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("shows its stack with --debug", async () => {
    const { stderr } = await scaffold("shop --yes --debug", { files });
    expect(stderr).toMatch(/\n {4}at /);
  });
});
