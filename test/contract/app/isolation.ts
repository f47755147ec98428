import { execFileSync } from "node:child_process";
import path from "node:path";
import { Child } from "./child.ts";
import type { BuildReport } from "./under-test.ts";

const guard = path.join(import.meta.dirname, "../preload/no-network.cjs");

/**
 * Runs Node without secrets in its environment and without a network: in a network namespace of its
 * own where the system has them, elsewhere with every way out of JavaScript closed.
 * @param args arguments of Node
 */
export async function runIsolated(
  args: readonly string[],
  cwd: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<BuildReport> {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  const dead = "http://127.0.0.1:9"; // the discard port, where nothing listens
  const env = {
    ...{ PATH, HOME, TMPDIR, LANG, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" },
    ...{ HTTP_PROXY: dead, HTTPS_PROXY: dead, http_proxy: dead, https_proxy: dead },
    NODE_OPTIONS: `--require ${JSON.stringify(guard)}`,
    ...extra,
  };
  const namespace = hasNamespaces();
  const script = 'ip link set lo up && exec "$0" "$@"';
  const [command, ...rest] = namespace
    ? ["unshare", "--map-root-user", "--net", "sh", "-c", script, process.execPath, ...args]
    : [process.execPath, ...args];
  const child = new Child(command ?? process.execPath, rest, { cwd, env });
  const exit = await child.exit;
  return {
    ok: exit.code === 0,
    output: child.output,
    isolation: namespace ? "no network (a namespace of its own)" : "no network (sockets refused)",
  };
}

function hasNamespaces(): boolean {
  try {
    const probe = ["--map-root-user", "--net", "sh", "-c", "ip link set lo up"];
    execFileSync("unshare", probe, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
