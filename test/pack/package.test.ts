import { readdirSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const repository = path.resolve(import.meta.dirname, "../..");
/** Bytes; docs: `npm run bench`. */
const packedLimit = 1_500_000;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

let folder: string;
let packed: Packed;

/** Packs what would be published and installs it as anybody would, in an empty folder. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "create session app "));
  const args = ["pack", "--json", "--pack-destination", folder];
  const { stdout } = await execa("npm", args, { cwd: repository });
  // The build, which npm runs first, may write to the same stream.
  packed = JSON.parse(stdout.slice(stdout.indexOf("[\n")))[0];
  await fs.outputJson(path.join(folder, "package.json"), { private: true });
  const install = ["install", "--offline", "--no-audit", "--no-fund", `./${packed.filename}`];
  await execa("npm", install, { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const npx = (...args: string[]) =>
  execa("npx", ["--no-install", "create-session-app", ...args], {
    cwd: folder,
    reject: false,
    stdin: "ignore",
  });

describe("the tarball", () => {
  test("is small", () => {
    expect(packed.size).toBeLessThan(packedLimit);
  });

  test("holds the program, the templates and the licence, and nothing of ours to work with", () => {
    const paths = packed.files.map((file) => file.path);
    for (const needed of [
      "bin/create-session-app.js",
      "dist/cli.js",
      "dist/index.d.ts",
      "LICENSE",
    ]) {
      expect(paths).toContain(needed);
    }
    expect(paths).toContain("templates/base/_gitignore");
    const tops = new Set(paths.map((file) => file.split("/")[0]));
    for (const own of ["src", "test", "docs", "node_modules"]) expect(tops).not.toContain(own);
    expect(paths.filter((file) => /\.map$|(^|\/)node_modules\//.test(file))).toEqual([]);
  });

  test("installs no other package", async () => {
    const installed = await readdir(path.join(folder, "node_modules"));
    expect(installed.filter((name) => !name.startsWith("."))).toEqual(["create-session-app"]);
    const manifest = await fs.readJson(
      path.join(folder, "node_modules/create-session-app/package.json"),
    );
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(manifest.optionalDependencies ?? {}).toEqual({});
    expect(manifest.peerDependencies ?? {}).toEqual({});
  });
});

describe("the installed command", () => {
  test("prints its version", async () => {
    const { version } = await fs.readJson(path.join(repository, "package.json"));
    expect(await npx("--version")).toMatchObject({ exitCode: 0, stdout: version });
  });

  test("makes a project, dotfiles and all", async () => {
    const made = await npx("shop", "--yes", "--no-install", "--json");
    expect(made.stderr).not.toMatch(/ {4}at /);
    expect(made.exitCode).toBe(0);
    const names = await readdir(path.join(folder, "shop"));
    expect(names).toEqual(
      expect.arrayContaining([".env.example", ".env.local", ".git", ".gitignore", "app"]),
    );
    expect(names.filter((name) => name.startsWith("_"))).toEqual([]);
    const tracked = await execa("git", ["ls-files"], { cwd: path.join(folder, "shop") });
    expect(tracked.stdout.split("\n")).not.toContain(".env.local");
    expect(tracked.stdout.split("\n")).toContain(".env.example");
    const log = await execa("git", ["log", "--oneline"], { cwd: path.join(folder, "shop") });
    expect(log.stdout.split("\n")).toHaveLength(1);
  });

  test("takes a project back", async () => {
    await npx("gone", "--yes", "--no-install", "--no-git");
    expect(await npx("undo", "gone")).toMatchObject({ exitCode: 0 });
    expect(await fs.pathExists(path.join(folder, "gone"))).toBe(false);
  });
});

describe("the programmatic interface", () => {
  const program = `
    import { catalogue, scaffold, type Answers, type ChangeSet } from "create-session-app";
    const answers: Answers = { name: "app", store: catalogue.stores[0]?.id ?? "sqlite" };
    const project: ChangeSet = await scaffold(answers);
    const paths: string[] = project.changes().map((change) => change.path);
    // @ts-expect-error a name is needed
    scaffold({});
    console.log(paths.includes("package.json"));
  `;

  test.each(["bundler", "nodenext"])("has types for moduleResolution %s", async (resolution) => {
    await writeFile(path.join(folder, "program.mts"), program);
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"];
    const module = ["--module", resolution === "bundler" ? "esnext" : "nodenext"];
    const types = ["--types", "node", "--typeRoots", path.join(repository, "node_modules/@types")];
    const tsc = path.join(repository, "node_modules/typescript/bin/tsc");
    const args = [tsc, ...flags, ...module, "--moduleResolution", resolution, ...types];
    const { stdout, exitCode } = await execa("node", [...args, "program.mts"], {
      cwd: folder,
      reject: false,
    });
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 0 });
  });

  test("makes a project in memory", async () => {
    const script = `
      const { scaffold } = await import("create-session-app");
      const project = await scaffold({ name: "app", store: "memory" });
      console.log(project.changes().length, project.readText("package.json").includes("libsql"));
    `;
    const { stdout } = await execa("node", ["--input-type=module", "--eval", script], {
      cwd: folder,
    });
    const [count, hasLibsql] = stdout.split(" ");
    expect(Number(count)).toBeGreaterThan(20);
    expect(hasLibsql).toBe("false");
  });
});

describe("the codemods", () => {
  const names = readdirSync(path.join(repository, "codemods"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.basename(name, ".ts"));

  test.each(names)("%s can be loaded by whoever runs jscodeshift", async (name) => {
    const script = `console.log(typeof require("create-session-app/codemods/${name}").default)`;
    const { stdout } = await execa("node", ["--eval", script], { cwd: folder });
    expect(stdout).toBe("function");
  });

  test("change a file when jscodeshift runs them", async () => {
    const component = path.join(folder, "back.tsx");
    const before = `import { useRouter } from "next/router";
export function Back() {
  const router = useRouter();
  return <button onClick={() => router.back()}>Back</button>;
}
`;
    await writeFile(component, before);
    const transform = path.join(
      folder,
      "node_modules/create-session-app/dist/codemods/next-router-to-navigation.cjs",
    );
    const runner = path.join(repository, "node_modules/jscodeshift/bin/jscodeshift.js");
    const args = [runner, "--no-babel", "--run-in-band", "--parser=tsx", "-t", transform];
    await execa("node", [...args, component]);
    expect(await fs.readFile(component, "utf8")).toBe(
      before.replace('"next/router"', '"next/navigation"'),
    );
  });
});
