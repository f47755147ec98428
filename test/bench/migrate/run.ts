import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { builtCommand } from "../../support/built.ts";
import { alternate, median, pairedRatio, type Timings } from "../alternate.ts";
import { writeProject } from "./project.ts";

/** Paired ratios that have to hold: analysing to reading, and migrating to the peer. */
const targets = { analyse: 8, identity: 0.1 } as const;
const rounds = 5;
const codemod = { name: "@next/codemod", version: "16.4.3", transform: "next-og-import" } as const;

/** A program that reads every file below a folder. */
const readAll = `import { readdirSync, readFileSync } from "node:fs";
for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) readFileSync(entry.parentPath + "/" + entry.name, "utf8");
}
`;

const home = path.join(tmpdir(), "create-session-app-bench-migrate");

/**
 * Migrates a project of more than 5,000 files, and compares the time with that of reading every file,
 * of jscodeshift with a transform that changes nothing, and of one codemod of Next.js. All of them
 * take turns in one run. Start-up is that of `migrate` on a project without pages.
 */
async function bench(): Promise<boolean> {
  const bin = await builtCommand();
  const project = path.join(home, "project");
  const empty = path.join(home, "empty");
  await fs.emptyDir(project);
  await fs.outputJson(path.join(empty, "package.json"), { dependencies: { next: "16.4.6" } });
  await fs.outputFile(path.join(empty, "pages/index.js"), "export default () => null;\n");
  const files = writeProject(project);
  const { jscodeshift, next } = await peers();
  const identity = path.join(home, "identity.js");
  await fs.outputFile(
    identity,
    "module.exports = (file, { jscodeshift }) => jscodeshift(file.source).toSource();\n",
  );
  await fs.outputFile(path.join(home, "read.mjs"), readAll);

  const check = await execa("node", [bin, "migrate", project, "--dry-run", "--json"], {
    maxBuffer: 1e9,
  });
  const routes: { verdict: string }[] = JSON.parse(check.stdout).routes;
  const moved = routes.filter(({ verdict }) => verdict !== "left").length;
  console.log(`${files} source files, ${routes.length} session routes, ${moved} of them move.`);

  const flags = ["--parser=tsx", "--extensions=ts,tsx", "--silent", "--dry"];
  const timings = alternate(
    [
      { name: "read every file", args: [path.join(home, "read.mjs"), project] },
      { name: "start-up", args: [bin, "migrate", empty, "--dry-run"] },
      { name: "analyse", args: [bin, "migrate", project, "--dry-run", "--json"] },
      { name: "migrate", args: [bin, "migrate", project], after: [bin, "undo", project] },
      { name: "jscodeshift", args: [jscodeshift, "-t", identity, ...flags, project] },
      { name: codemod.name, args: [next, codemod.transform, project, "--force", "--dry"] },
    ],
    rounds,
  );
  return report(timings);
}

/** The rows of the table, and whether both targets are kept. */
function report(timings: Timings): boolean {
  for (const [name, times] of timings) {
    const numbers = `min ${seconds(Math.min(...times))}, median ${seconds(median(times))}`;
    console.log(`${name.padEnd(18)} ${numbers}`);
  }
  const of = (name: string): readonly number[] => timings.get(name) ?? [];
  const work = of("analyse").map((time, round) => time - (of("start-up")[round] ?? 0));
  const lines = [
    { what: "analyse, without start-up / read", value: pairedRatio(work, of("read every file")) },
    { what: "migrate / jscodeshift", value: pairedRatio(of("migrate"), of("jscodeshift")) },
    { what: `migrate / ${codemod.name}`, value: pairedRatio(of("migrate"), of(codemod.name)) },
  ];
  const limits = [targets.analyse, targets.identity, undefined];
  return lines
    .map(({ what, value }, at) => {
      const limit = limits[at];
      const kept = limit === undefined || value <= limit;
      const verdict = limit === undefined ? "" : `at most ${limit} ${kept ? "✔" : "✖ missed"}`;
      console.log(`${what.padEnd(34)} ${value.toFixed(3)} ${verdict}`.trimEnd());
      return kept;
    })
    .every(Boolean);
}

/** The executables of the peers; the one of Next.js is installed once into the temporary folder. */
async function peers(): Promise<{ jscodeshift: string; next: string }> {
  const folder = path.join(home, `codemod-${codemod.version}`);
  const next = path.join(folder, "node_modules/@next/codemod/bin/next-codemod.js");
  if (!(await fs.pathExists(next))) {
    await fs.outputJson(path.join(folder, "package.json"), { private: true });
    const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts"];
    await execa("npm", [...install, `${codemod.name}@${codemod.version}`], { cwd: folder });
  }
  const own = path.resolve(import.meta.dirname, "../../../node_modules");
  return { jscodeshift: path.join(own, "jscodeshift/bin/jscodeshift.js"), next };
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

process.exitCode = (await bench()) ? 0 : 1;
