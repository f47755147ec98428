import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { addressesOf, originOf } from "../../verify/address.ts";
import { countOf, guardTable, unknownVisitors } from "../../verify/guard-table.ts";
import { type Verification, verify } from "../../verify/verify.ts";
import { VerifyError } from "../../verify/verify-error.ts";
import { visitorsOf } from "../../verify/visitor.ts";
import type { Environment } from "../environment.ts";
import { CommandError, Interrupted, UsageError } from "../errors.ts";
import { colorsFor, talkOn } from "../talk.ts";
import { version } from "../version.ts";

export interface VerifyCommandOptions {
  readonly before?: string;
  readonly after?: string;
  readonly visitor?: readonly string[];
  readonly param?: readonly string[];
  readonly skip?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly json?: boolean;
}

/**
 * Asks a project's application for every route as it was and as it is, as each visitor, and prints
 * the guard table with every difference.
 * @throws UsageError when an address or a visitor is missing
 * @throws VerifyError when one of them is none
 * @throws ProbeError when an application does not answer
 * @throws CommandError when there is a difference, or something that could not be judged
 */
export async function verifyCommand(
  directory = ".",
  options: VerifyCommandOptions,
  environment: Environment,
): Promise<void> {
  const { before, after, visitor = ["nobody"], allowHost = [] } = options;
  if (!before || !after) {
    throw new UsageError(
      "verify needs two running applications: --before http://localhost:3000 --after http://localhost:3001.",
    );
  }
  const read = (file: string) => readFileSync(resolve(environment.cwd, file), "utf8");
  const visitors = visitorsOf(visitor, read);
  const { diskTree } = await import("../../project/tree.ts");
  const { readProject } = await import("../../project/project.ts");
  const { routes } = readProject(diskTree(resolve(environment.cwd, directory)));
  const { asked, skipped } = addressesOf(routes, valuesOf(options.param ?? []), options.skip);
  const origins = {
    before: originOf("--before", before, allowHost),
    after: originOf("--after", after, allowHost),
  };

  const talk = talkOn(environment);
  const { signal, stdout, env } = environment;
  const found: Verification[] = [];
  await talk.step(`Asking for ${asked.length} routes…`, `Asked for ${asked.length} routes`, () =>
    collect(verify({ ...origins, addresses: asked, visitors, signal }), found, signal),
  );

  const unknown = unknownVisitors(found, visitors);
  if (options.json) {
    const result = { command: "verify", version, ...origins, routes: found, skipped, unknown };
    stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    stdout.write(guardTable(found, skipped, colorsFor(stdout, env)));
  }
  for (const name of unknown) {
    talk.warn(
      `${name} gets what nobody gets, everywhere. Has the session of that cookie file ended?`,
    );
  }
  const { guard, text, unclear } = countOf(found);
  if (guard + text + unclear + unknown.length > 0) {
    throw new CommandError("The applications were not shown to guard alike, see above.", {
      ...{ guard, text, unclear, unknown },
    });
  }
}

async function collect(
  verifications: AsyncIterable<Verification>,
  found: Verification[],
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const verification of verifications) found.push(verification);
  } catch (error) {
    if (signal.aborted) throw new Interrupted("Stopped. Nothing was written.");
    throw error;
  }
}

/** @throws VerifyError when one is not like `id=42` */
function valuesOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new VerifyError(`--param ${text}: expected something like id=42.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
