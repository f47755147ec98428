import { nameOf } from "../contract/run/run-stack.ts";
import { count, labelOf, type StackResult } from "./result.ts";

/** What is known of the run when a stack is done. */
export interface Progress {
  readonly done: number;
  /** How many of those were known before the run. */
  readonly known: number;
  readonly total: number;
  /** Milliseconds since the run began. */
  readonly elapsed: number;
}

/** "[ 12/100] ✓ jose × redis × app  26 passed, 1 of them a limit  41 s · 8:12 gone, about 37:10 to go" */
export function progressLine(result: StackResult, progress: Progress): string {
  const { passed, failed, limits, inapplicable } = count([result]);
  const { done, known, total, elapsed } = progress;
  const place = `[${String(done).padStart(String(total).length)}/${total}]`;
  const sums = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(limits > 0 ? [`${limits} by a limit`] : []),
    ...(inapplicable > 0 ? [`${inapplicable} not applicable`] : []),
  ];
  const left = (elapsed / (done - known)) * (total - done);
  const times = `${Math.round(result.ms / 1000)} s · ${clock(elapsed)} gone, about ${clock(left)} to go`;
  return `${place} ${failed > 0 ? "✗" : "✓"} ${nameOf(result.stack)}: ${sums.join(", ")} · ${times}`;
}

/** The failures of a stack, one paragraph each. */
export function failureLines({ stack, checks }: StackResult): string[] {
  const failed = checks.filter(({ outcome }) => outcome === "failed");
  // A stack that does not build fails every check with one message: once is enough.
  const byText = new Map<string, string[]>();
  for (const { check, text = "" } of failed) {
    byText.set(text, [...(byText.get(text) ?? []), labelOf(check)]);
  }
  return [...byText].map(([text, labels]) => {
    const which = labels.length > 3 ? `${labels.length} checks` : labels.join(", ");
    return `  ✗ ${nameOf(stack)}, ${which}: ${indented(text)}`;
  });
}

/** Minutes and seconds. */
export function clock(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function indented(text: string): string {
  const lines = text.trim().split("\n");
  const shown = lines.length > 40 ? ["…", ...lines.slice(-40)] : lines;
  return shown.join("\n      ");
}
