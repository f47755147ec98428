import path from "node:path";
import { runIsolated } from "../app/isolation.ts";
import { LaunchedApp } from "../app/launched.ts";
import type { AppUnderTest } from "../app/under-test.ts";
import type { Settings } from "../run/context.ts";
import type { StoreUnderTest } from "../stores/store.ts";
import type { Defect } from "./defects.ts";

/** The application of this folder, with one defect or none. */
export async function brokenApp(
  defect: Defect | undefined,
  store: StoreUnderTest,
  settings: Settings,
): Promise<AppUnderTest> {
  const cwd = path.resolve(import.meta.dirname, "../../..");
  const at = (file: string) => path.join(import.meta.dirname, file);
  const wrong: Record<string, string> = defect ? { DEFECT: defect } : {};
  return new LaunchedApp({
    build: await runIsolated([at("build.cjs")], cwd, wrong),
    env: { ...settings.env, ...store.env, ...wrong },
    preloads: store.preloads,
    launch: ({ proxy }) => ({
      cwd,
      args: () => ["--import", "tsx", at("server.ts")],
      env: (proxy === false ? { WITHOUT_PROXY: "1" } : {}) as Record<string, string>,
    }),
  });
}
