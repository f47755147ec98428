import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Clause, Stack } from "../../src/stack/types.ts";
import { versions } from "../../src/stack/versions.ts";
import { clauses } from "../contract/clauses/all.ts";
import { nameOf } from "../contract/run/run-stack.ts";
import { type CheckOutcome, count, labelOf, type StackResult } from "./result.ts";
import type { KnownResult, ResultsFile } from "./results-file.ts";
import { serverVersions } from "./server-versions.ts";

const file = path.resolve(import.meta.dirname, "../../docs/matrix.md");

/**
 * Writes docs/matrix.md.
 * @param stacks every valid stack; each has a result in the file
 * @returns the path of the document
 */
export async function writeMatrix(stacks: readonly Stack[], results: ResultsFile): Promise<string> {
  const known = stacks.map((stack) => {
    const found = results.get(stack);
    if (!found) throw new Error(`${nameOf(stack)} has no result`);
    return found;
  });
  await writeFile(file, matrix(known));
  return file;
}

/** The document: which stack keeps which clause, with what, and when that was found out. */
export function matrix(known: readonly KnownResult[]): string {
  const results = known.map(({ result }) => result);
  const { passed, failed, limits, inapplicable } = count(results);
  const numbers = clauses.map(({ clause }) => clause).sort((a, b) => a - b);
  const notes = new Notes();
  const rows = results.map(({ stack, checks }) => {
    const cells = numbers.map((number) => {
      const found = checks.find(({ check }) => check === number);
      return found ? cell(found.outcome, found.text ?? "", number, notes) : "?";
    });
    return [stack.auth, stack.store, stack.router, ...cells];
  });
  return `# Every stack and every clause

Written by \`npm run test:stacks\`, which generates each stack, builds it with its type check, lints it,
starts it, and holds it against the [session contract](session-contract.md), with real servers and in
Chromium. A column is a clause of the contract. ✓ it is kept · a letter: it is not, or it has no meaning
there, see below; beside a ✓: a part of it is not the application's · – it was not kept though it
should be.

${dates(results)}: ${results.length} stacks, ${passed} checks passed and ${failed} failed. Of the passed
ones ${limits} are clauses that a stack does not keep and says so; ${inapplicable} do not apply and are
not counted.

${table(["auth library", "store", "router", ...numbers.map(String)], rows)}

${notes.list()}
${retried(known)}
## With

${table(
  ["program", "version"],
  Object.entries({ "Node.js": process.version.slice(1), ...serverVersions() }),
)}

${table(["package", "version"], Object.entries(versions))}
`;
}

function cell(outcome: CheckOutcome, text: string, clause: Clause, notes: Notes): string {
  switch (outcome) {
    case "passed":
      if (text === "") return "✓";
      return `✓ ${notes.letter(`Clause ${clause} is kept as far as it is the application's: ${text}.`)}`;
    case "limit":
      return notes.letter(`Clause ${clause} is not kept: ${text}`);
    case "inapplicable":
      return notes.letter(`Clause ${clause} does not apply: ${text}.`);
    case "failed":
      return "–";
  }
}

/** Footnotes, each text once. */
class Notes {
  readonly #texts: string[] = [];

  letter(text: string): string {
    if (!this.#texts.includes(text)) this.#texts.push(text);
    return letterOf(this.#texts.indexOf(text));
  }

  list(): string {
    return this.#texts.map((text, index) => `- **${letterOf(index)}** ${text}\n`).join("");
  }
}

/** a … z, aa, ab … */
function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

/** Stacks that failed before they passed, unchanged: something in them depends on luck. */
function retried(known: readonly KnownResult[]): string {
  const lines = known.flatMap(({ earlier }) =>
    earlier.map(({ stack, checks }) => {
      const failed = checks.filter(({ outcome }) => outcome === "failed");
      return `- ${nameOf(stack)}: ${failed.map(({ check }) => labelOf(check)).join(", ")}`;
    }),
  );
  if (lines.length === 0) return "";
  return `\n## Passed only when run again\n\nUnchanged, these failed in an earlier run:\n\n${lines.join("\n")}\n`;
}

function dates(results: readonly StackResult[]): string {
  const days = results.map(({ at }) => at.slice(0, 10)).sort();
  const [first, last] = [days[0] ?? "", days.at(-1) ?? ""];
  return first === last ? first : `${first} to ${last}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
