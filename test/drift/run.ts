import { parseArgs } from "node:util";
import { packageOf, versions } from "../../src/stack/versions.ts";
import { floor, type Newer, newerThan } from "./newer.ts";
import { publishedSince } from "./registry.ts";
import { type Trial, tryVersions } from "./trial.ts";

const usage = `npm run drift -- [options]

Lists the packages of generated projects of which there is a newer version, and whether the session
contract still holds with those that run on Node ${floor}.

  --list               only list them
  --only <a,b>         look at these packages alone, named as in src/stack/versions.ts
  --to <name@version>  try this version instead of the newest; may be repeated`;

const say = (line: string) => console.log(line);

/** @returns exit code: 0 the contract holds with what is newer, 1 it does not, 2 wrong use */
async function main(): Promise<number> {
  const { list, only, to } = readOptions();
  const keys = Object.keys(versions).filter((key) => !only || only.includes(key));
  const newer = to
    ? Object.entries(to).map(([key, version]) => told(key, version))
    : await look(keys);
  if (newer.length === 0) {
    say(`None of ${keys.length} packages has a newer version.`);
    return 0;
  }
  for (const { key, current, newest, usable } of newer) {
    const wants = newest.node ? ` (wants Node ${newest.node})` : "";
    say(`${key}  ${current} → ${newest.version}${usable === newest.version ? "" : wants}`);
    if (usable !== newest.version) {
      say(`  on Node ${floor}: ${usable ? `${current} → ${usable}` : "nothing newer"}`);
    }
  }
  const usable = Object.fromEntries(
    newer.flatMap(({ key, usable }) => (usable ? [[key, usable]] : [])),
  );
  if (list || Object.keys(usable).length === 0) return 0;
  return (await judge(usable)) ? 0 : 1;
}

/** All newer versions together, and one by one where that does not work. */
async function judge(usable: Readonly<Record<string, string>>): Promise<boolean> {
  say("\nHolding them against the contract, all together:");
  const together = await tryVersions(usable);
  tell("all", together);
  const single = Object.entries(usable);
  if (together.ok || single.length === 1) return together.ok;
  say("\nOne by one:");
  for (const [key, version] of single) {
    tell(`${key}@${version}`, await tryVersions({ [key]: version }));
  }
  return false;
}

function tell(what: string, { ok, stacks, problem }: Trial): void {
  say(
    `${ok ? "✓" : "✗"} ${what}: the contract ${ok ? "holds" : "does not hold"} (${stacks} stacks)`,
  );
  if (problem) say(problem.replace(/^/gm, "    "));
}

async function look(keys: readonly string[]): Promise<Newer[]> {
  const found: (Newer | undefined)[] = [];
  const current: Readonly<Record<string, string>> = versions;
  for (const key of keys) {
    const version = current[key] ?? "";
    const published = await publishedSince(packageOf(key), version);
    found.push(newerThan(key, version, published, Object.keys(versions)));
  }
  return found.filter((newer) => newer !== undefined);
}

function told(key: string, version: string): Newer {
  const current = (versions as Readonly<Record<string, string>>)[key] ?? "";
  return { key, current, newest: { version }, usable: version };
}

/** @throws Error saying what is wrong with the command line */
function readOptions() {
  const { values } = parseArgs({
    options: {
      list: { type: "boolean", default: false },
      only: { type: "string" },
      to: { type: "string", multiple: true },
    },
  });
  const only = values.only?.split(",");
  const to =
    values.to &&
    Object.fromEntries(
      values.to.map((text) => [
        text.slice(0, text.lastIndexOf("@")),
        text.slice(text.lastIndexOf("@") + 1),
      ]),
    );
  const unknown = [...(only ?? []), ...Object.keys(to ?? {})].filter((key) => !(key in versions));
  if (unknown.length > 0) throw new Error(`Not in src/stack/versions.ts: ${unknown.join(", ")}.`);
  return { list: values.list, only, to };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  },
);
