import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Load, load } from "./load.ts";
import { routes } from "./measure.ts";
import type { Subject } from "./subject.ts";

/**
 * Writes CPU profiles of the JSON route, with and without a session, for Chromium's developer tools.
 * It slows the server down, so it is no part of the measurement.
 */
export async function profile(subject: Subject, bounded: Load, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { path: asked, without } = routes.json;
  const cookies = { [asked]: { cookie: await subject.cookie() }, [without]: {} };
  for (const [address, headers] of Object.entries(cookies)) {
    await subject.ask("profile:start");
    await load(new URL(address, subject.origin), headers, bounded);
    const file = `${subject.name}${address}.cpuprofile`.replace(/[^\w.+-]+/g, "_");
    const recorded = JSON.stringify(await subject.ask("profile:stop"));
    await writeFile(path.join(folder, file), recorded);
  }
}
