import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RouterId } from "../../src/stack/types.ts";
import { nodeVersion } from "../support/node-versions.ts";
import type { AppUnderTest } from "./app/under-test.ts";
import { clauses } from "./clauses/all.ts";
import { type OpenStack, openStack } from "./run/run-stack.ts";

// The default stacks, built once, on the oldest Node.js that Next.js 16 runs on and on the lines
// after the one that runs the tests. The matrix checks all clauses on one version; here are those
// that need more of Node than Next.js itself does.

const versions = ["20.9.0", "22.23.3", "24.21.0", "26.10.0"];

/**
 * Login and cookies, JSON routes, rotation and logout (random bytes and HMACs), both timeouts, odd
 * headers, a second process on the same file, and the start without a good secret.
 */
const chosen = new Set([1, 2, 4, 6, 7, 9, 10, 12, 20]);
const checks = clauses.filter(({ clause }) => chosen.has(clause));

describe.each(["app", "pages"] as const)("server-session × sqlite × %s", (router: RouterId) => {
  let stack: OpenStack;
  beforeAll(async () => {
    stack = await openStack({ auth: "server-session", store: "sqlite", router });
    if (!stack.app.build.ok) throw new Error(stack.app.build.output);
  });
  afterAll(() => stack?.close());

  test.each(versions)("keeps its clauses on Node %s", async (version) => {
    const node = await nodeVersion(version);
    const broken: string[] = [];
    let checked = 0;
    for await (const { clause, outcome } of stack.check(checks, on(stack.app, node))) {
      checked += 1;
      if (!("kept" in outcome)) broken.push(`clause ${clause} was not checked`);
      else if (!outcome.kept) broken.push(`clause ${clause}: ${outcome.error.message}`);
    }
    expect(broken).toEqual([]);
    expect(checked).toBe(chosen.size);
  });
});

/** The same application, its instances run by another Node.js. */
function on(app: AppUnderTest, node: string): AppUnderTest {
  return {
    build: app.build,
    start: (options) => app.start({ ...options, node }),
    refusal: (options) => app.refusal({ ...options, node }),
    dispose: () => app.dispose(),
  };
}
