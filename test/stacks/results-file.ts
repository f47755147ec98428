import path from "node:path";
import fs from "fs-extra";
import type { Stack } from "../../src/stack/types.ts";
import { nameOf } from "../contract/run/run-stack.ts";
import { isPassed, type StackResult } from "./result.ts";

const file = path.resolve(
  import.meta.dirname,
  "../../node_modules/.cache/create-session-app/stacks.json",
);

/** What is known of one stack, and of what it was when that was found out. */
export interface KnownResult {
  readonly hash: string;
  readonly result: StackResult;
  /** What was found wrong in earlier runs of exactly the same, if anything. */
  readonly earlier: readonly StackResult[];
}

/**
 * Results by stack, written after every one, so that an interrupted run can be continued and a
 * change of one library costs a run of its stacks only. See stackHash for what makes two runs equal.
 */
export class ResultsFile {
  readonly #hashes: ReadonlyMap<string, string>;

  /** @param hashes what each stack is now, by its name */
  constructor(hashes: ReadonlyMap<string, string>) {
    this.#hashes = hashes;
  }

  /** What is known of a stack as it is now. */
  get(stack: Stack): KnownResult | undefined {
    const known = read()[nameOf(stack)];
    return known?.hash === this.#hashes.get(nameOf(stack)) ? known : undefined;
  }

  /** The result of a stack that was checked as it is now, where nothing was found wrong. */
  passed(stack: Stack): StackResult | undefined {
    const result = this.get(stack)?.result;
    return result && isPassed(result) ? result : undefined;
  }

  add(result: StackResult): void {
    const name = nameOf(result.stack);
    const before = this.get(result.stack);
    const earlier = [...(before?.earlier ?? [])];
    if (before && !isPassed(before.result)) earlier.push(before.result);
    const known: KnownResult = { hash: this.#hashes.get(name) ?? "", result, earlier };
    fs.outputJsonSync(file, { ...read(), [name]: known });
  }
}

/** Read anew each time: other parts of the matrix may be running beside this one. */
function read(): Record<string, KnownResult> {
  return fs.existsSync(file) ? fs.readJsonSync(file) : {};
}
