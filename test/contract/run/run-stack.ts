import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Stack } from "../../../src/stack/types.ts";
import { type GeneratedApp, generatedApp } from "../app/generated.ts";
import type { AppUnderTest } from "../app/under-test.ts";
import { authUnderTest } from "../auths/all.ts";
import type { ClauseCheck } from "../clause.ts";
import { storeAdapter } from "../stores/all.ts";
import type { StoreAdapter } from "../stores/store.ts";
import { newSettings } from "./context.ts";
import { type ClauseResult, runClauses } from "./run-clauses.ts";

/** "server-session × sqlite × app" */
export function nameOf({ auth, store, router }: Stack): string {
  return `${auth} × ${store} × ${router}`;
}

/** A stack that was generated and built, with a private instance of its store. */
export interface OpenStack extends GeneratedApp {
  /** @param as the application, where it is started in another way than usual */
  check(clauses: readonly ClauseCheck[], as?: AppUnderTest): AsyncGenerator<ClauseResult>;
  /** Ends and removes everything that was made or started. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** See GeneratedOptions. */
  readonly workshop?: string | undefined;
  /** See GeneratedOptions. */
  readonly change?: ((dir: string) => Promise<void>) | undefined;
  /** What comes on top of the stack, by id. */
  readonly extras?: readonly string[];
  /** Where an extra puts another way to the store than the store's own adapter knows. */
  readonly adapter?: StoreAdapter;
}

/**
 * Generates and builds the application of a stack. Whether the build worked is told by its report.
 * @throws Error where the store's server is missing, or the stack cannot be generated
 */
export async function openStack(
  stack: Stack,
  { workshop, change, extras, adapter = storeAdapter(stack.store) }: OpenOptions = {},
): Promise<OpenStack> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "contract-store-"));
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const store = await adapter.open(directory);
    const auth = authUnderTest(stack.auth);
    const settings = newSettings(auth);
    try {
      const env = { ...settings.env, ...store.env };
      const generated = await generatedApp(stack, {
        env,
        preloads: store.preloads,
        buildEnv: auth.buildEnv,
        workshop,
        change,
        extras,
      });
      const { app } = generated;
      return {
        ...generated,
        check: (clauses, as = app) => runClauses(clauses, as, store, settings),
        async close() {
          if (!process.env.CONTRACT_KEEP) await app.dispose();
          await store.close();
          await remove();
        },
      };
    } catch (error) {
      await store.close();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Generates the application of a stack, builds it, and checks clauses against it. Everything it made
 * or started is gone afterwards.
 * @param say gets a progress line now and then
 */
export async function* runStack(
  stack: Stack,
  clauses: readonly ClauseCheck[],
  say: (line: string) => void,
  options: OpenOptions = {},
): AsyncGenerator<ClauseResult> {
  const started = performance.now();
  const open = await openStack(stack, options);
  say(`built in ${seconds(performance.now() - started)}`);
  try {
    for await (const result of open.check(clauses)) {
      say(`clause ${result.clause} ${summary(result)} in ${seconds(result.ms)}`);
      yield result;
    }
  } finally {
    await open.close();
  }
}

function summary({ outcome }: ClauseResult): string {
  if ("inapplicable" in outcome) return `does not apply (${outcome.inapplicable})`;
  if (!outcome.kept) return "not kept";
  return outcome.apartFrom ? `kept, apart from what is not ours (${outcome.apartFrom})` : "kept";
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
