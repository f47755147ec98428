import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Ends the run with a line that a machine can count: `N passed, N failed` (and `, N skipped`).
 * Files that could not be loaded and errors outside any test count as failures; skipped tests are
 * named, so that none of them looks green.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === "skipped");
    const broken = modules.filter((module) => module.errors().length > 0).length;

    for (const test of skipped) console.log(`skipped: ${test.fullName}${reason(test)}`);
    const failed = count("failed") + count("pending") + broken + unhandledErrors.length;
    const line = `${count("passed")} passed, ${failed} failed`;
    console.log(skipped.length > 0 ? `${line}, ${skipped.length} skipped` : line);
  }
}

function reason(test: TestCase): string {
  const result = test.result();
  return result.state === "skipped" && result.note ? ` (${result.note})` : "";
}
