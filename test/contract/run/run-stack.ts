import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Stack } from "../../../src/stack/types.ts";
import { generatedApp } from "../app/generated.ts";
import type { ClauseCheck } from "../clause.ts";
import { storeAdapter } from "../stores/all.ts";
import { newSettings } from "./context.ts";
import { type ClauseResult, runClauses } from "./run-clauses.ts";

/** "server-session × sqlite × app" */
export function nameOf({ auth, store, router }: Stack): string {
  return `${auth} × ${store} × ${router}`;
}

/**
 * Generates the application of a stack, builds it, and checks clauses against it, with a private
 * instance of its store. Everything it made or started is gone afterwards.
 * @param say gets a progress line now and then
 */
export async function* runStack(
  stack: Stack,
  clauses: readonly ClauseCheck[],
  say: (line: string) => void,
): AsyncGenerator<ClauseResult> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "contract-store-"));
  const store = await storeAdapter(stack.store).open(directory);
  const settings = newSettings();
  try {
    const started = performance.now();
    const env = { ...settings.env, ...store.env };
    const app = await generatedApp(stack, { env, preloads: store.preloads });
    say(`built in ${seconds(performance.now() - started)}`);
    try {
      for await (const result of runClauses(clauses, app, store, settings)) {
        say(`clause ${result.clause} ${summary(result)} in ${seconds(result.ms)}`);
        yield result;
      }
    } finally {
      if (!process.env.CONTRACT_KEEP) await app.dispose();
    }
  } finally {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function summary({ outcome }: ClauseResult): string {
  if ("inapplicable" in outcome) return "does not apply";
  return outcome.kept ? "kept" : "not kept";
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
