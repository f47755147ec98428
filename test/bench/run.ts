import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { builtCommand } from "../support/built.ts";
import { alternate, median, pairedRatio } from "./alternate.ts";

/** What has to hold; the first target is in bytes, the second a median of paired ratios. */
const targets = { packed: 1_500_000, version: 1.2 } as const;

/** The command that ours is measured against; it is made to be started often, too. */
const peer = { name: "create-next-app", version: "16.4.3" } as const;
const rounds = 15;

/** Measures the package and how fast it starts, prints both, and tells whether they are in bounds. */
async function bench(): Promise<boolean> {
  const bin = await builtCommand();
  const { size, unpackedSize, entryCount } = await packedSize(path.dirname(path.dirname(bin)));
  const sizeOk = size <= targets.packed;
  row("packed", kilobytes(size), `at most ${kilobytes(targets.packed)}`, sizeOk);
  row("unpacked", kilobytes(unpackedSize), `${entryCount} files`);

  const timings = alternate(
    [
      { name: "create-session-app", args: [bin, "--version"] },
      { name: peer.name, args: [await installedPeer(), "--version"] },
    ],
    rounds,
  );
  for (const [name, times] of timings) {
    const numbers = `min ${milliseconds(Math.min(...times))}, median ${milliseconds(median(times))}`;
    row(`${name} --version`, numbers, `${rounds} rounds, alternated`);
  }
  const [ours = [], theirs = []] = [...timings.values()];
  const paired = pairedRatio(ours, theirs);
  const versionOk = paired <= targets.version;
  row("ratio of medians", (median(ours) / median(theirs)).toFixed(2), "");
  row("median of paired ratios", paired.toFixed(2), `at most ${targets.version}`, versionOk);
  return sizeOk && versionOk;
}

async function packedSize(
  repository: string,
): Promise<{ size: number; unpackedSize: number; entryCount: number }> {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { stdout } = await execa("npm", args, { cwd: repository });
  return JSON.parse(stdout)[0];
}

/** The peer's executable, installed once into the system's temporary folder. */
async function installedPeer(): Promise<string> {
  const folder = path.join(tmpdir(), `create-session-app-bench-${peer.name}-${peer.version}`);
  const home = path.join(folder, "node_modules", peer.name);
  if (!(await fs.pathExists(home))) {
    await mkdir(folder, { recursive: true });
    await fs.outputJson(path.join(folder, "package.json"), { private: true });
    const flags = ["--no-audit", "--no-fund", "--ignore-scripts"];
    await execa("npm", ["install", ...flags, `${peer.name}@${peer.version}`], { cwd: folder });
  }
  const { bin } = await fs.readJson(path.join(home, "package.json"));
  return path.join(home, typeof bin === "string" ? bin : bin[peer.name]);
}

function row(what: string, measured: string, remark: string, ok?: boolean): void {
  const verdict = ok === undefined ? "" : ok ? "✔" : "✖ missed";
  console.log(
    `${what.padEnd(30)} ${measured.padEnd(28)} ${remark.padEnd(24)} ${verdict}`.trimEnd(),
  );
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const milliseconds = (time: number) => `${time.toFixed(1)} ms`;

process.exitCode = (await bench()) ? 0 : 1;
