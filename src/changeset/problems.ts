import { ChangeSetError, type Refusal } from "./change.ts";

/** What is in the way at one path; the message has no full stop. */
export type Problem = readonly [reason: Refusal, path: string, message: string];

const shownAtMost = 20;

/** Problems of several files, found before anything is written and told in one error. */
export class Problems {
  readonly #found: Problem[] = [];

  add(...problem: Problem): void {
    this.#found.push(problem);
  }

  /** @throws ChangeSetError with every problem that was added, if any was */
  throwAny(): void {
    const [first] = this.#found;
    if (!first) return;
    const paths = this.#found.map(([, path]) => path);
    throw new ChangeSetError(this.#tell(), first[0], paths);
  }

  #tell(): string {
    const messages = this.#found.map(([, , message]) => message);
    if (messages.length === 1) return `${messages[0]}. Nothing was written.`;
    const more = messages.length - shownAtMost;
    const lines = messages.slice(0, shownAtMost).map((message) => `  ${message}`);
    if (more > 0) lines.push(`  and ${more} more`);
    return ["Nothing was written:", ...lines].join("\n");
  }
}
