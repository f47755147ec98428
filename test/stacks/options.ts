import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { validStacks } from "../../src/stack/explain.ts";
import type { Stack } from "../../src/stack/types.ts";
import { nameOf } from "../contract/run/run-stack.ts";
import { cover } from "./cover.ts";

export interface Options {
  /** The stacks asked for. */
  readonly stacks: readonly Stack[];
  /** Whether that is all of them. */
  readonly all: boolean;
  readonly resume: boolean;
  /** Minutes after which no stack is begun any more. */
  readonly limit: number;
  readonly atOnce: number;
}

export const usage = `npm run test:stacks -- [options] (or test:stack-migrations)

  --only <a,b>         stacks whose "auth × store × router" holds one of these texts
  --cover              a selection that has every library and every store on each of its routers
  --stores <n>         with --cover: stores for each library on each router, 2 where not given
  --shard <i/n>        the i-th of n parts, e.g. 2/4
  --resume             leave out stacks that have passed as they are now, in this run or an earlier one
  --limit-minutes <m>  begin no stack after m minutes
  --at-once <n>        stacks at the same time; as many as there are cores where not given`;

/**
 * @param everything the stacks to choose from
 * @throws Error saying what is wrong with the command line
 */
export function readOptions(
  args: readonly string[],
  everything: readonly Stack[] = validStacks(),
): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      cover: { type: "boolean", default: false },
      stores: { type: "string", default: "2" },
      shard: { type: "string" },
      resume: { type: "boolean", default: false },
      "limit-minutes": { type: "string", default: "Infinity" },
      // Not more: clause 13 measures seconds, and a busy machine would be taken for a slow answer.
      "at-once": { type: "string", default: `${availableParallelism()}` },
    },
  });
  const wished = values.only?.split(",").map((text) => text.trim());
  const chosen = everything.filter(
    (stack) => !wished || wished.some((text) => nameOf(stack).includes(text)),
  );
  const covering = values.cover ? cover(chosen, positive("stores", values.stores)) : chosen;
  const stacks = values.shard ? shardOf(covering, values.shard) : covering;
  if (stacks.length === 0) throw new Error("No stack fits these filters.");
  return {
    stacks,
    all: stacks.length === everything.length,
    resume: values.resume,
    limit: positive("limit-minutes", values["limit-minutes"]),
    atOnce: positive("at-once", values["at-once"]),
  };
}

/** Every n-th stack: neighbours are of one library, and a part has something of each. */
function shardOf(stacks: readonly Stack[], shard: string): Stack[] {
  const [, index = 0, parts = 0] = (/^(\d+)\/(\d+)$/.exec(shard) ?? []).map(Number);
  if (index < 1 || index > parts) throw new Error(`--shard ${shard}: expected something like 2/4.`);
  return stacks.filter((_, at) => at % parts === index - 1);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`--${name} ${text}: expected a number above 0.`);
}
