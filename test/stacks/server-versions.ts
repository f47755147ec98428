import { execFileSync } from "node:child_process";
import { findProgram } from "../setup/find-program.ts";

/** How each server tells its version. */
const servers = {
  PostgreSQL: ["/usr/lib/postgresql/*/bin/postgres", "postgres"],
  Redis: ["redis-server", "valkey-server"],
  MariaDB: ["mariadbd", "mysqld"],
  memcached: ["memcached"],
  Chromium: ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"],
} as const;

let known: Record<string, string> | undefined;

/** Versions of the stores' servers and of the browser, by name; those that are on this machine. */
export function serverVersions(): Readonly<Record<string, string>> {
  known ??= Object.fromEntries(
    Object.entries(servers).flatMap(([name, candidates]) => {
      const program = findProgram(candidates);
      return program ? [[name, versionOf(program)]] : [];
    }),
  );
  return known;
}

function versionOf(program: string): string {
  const flag = program.endsWith("memcached") ? "-V" : "--version";
  const said = execFileSync(program, [flag, ...(/chrom/.test(program) ? ["--no-sandbox"] : [])], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return /\d+(?:\.\d+)+/.exec(said)?.[0] ?? said.trim();
}
