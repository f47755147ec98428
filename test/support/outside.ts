import path from "node:path";
import fs from "fs-extra";
import { templatesRoot } from "../../src/templates/source.ts";

/**
 * A folder for `--templates`: an auth library, a store and an extra that nobody knows, each of them
 * one folder and one entry. Library and store are ours under another name, so that they are as good
 * as ours; the extra is a file.
 */
export async function outsideTemplates(folder: string): Promise<string> {
  const own = (layer: string) => path.join(templatesRoot(), layer);
  await fs.copy(own("auth/server-session"), path.join(folder, "auth/tenth"));
  await fs.copy(own("store/memory"), path.join(folder, "store/ninth"));
  await fs.outputFile(path.join(folder, "extras/licence/LICENSE"), "All rights reserved.\n");
  await fs.outputJson(path.join(folder, "stack.json"), declaration);
  return folder;
}

const sessionEnv = ["IDLE", "ABSOLUTE", "TOUCH", "SWEEP"].map((name) => ({
  name: `SESSION_${name}_SECONDS`,
}));

export const declaration = {
  auths: [
    {
      id: "tenth",
      name: "Tenth",
      hint: "from outside",
      parts: ["sessions", "guards", "sign-in"],
      routers: ["app", "pages"],
      storeKinds: ["server"],
      unfitStores: { redis: "Tenth has never met Redis." },
      env: [{ name: "SESSION_SECRET", fill: "secret" }, ...sessionEnv],
    },
  ],
  stores: [
    {
      id: "ninth",
      name: "Ninth",
      hint: "from outside, too",
      kind: "server",
      shared: false,
      limits: [{ clause: 11, reason: "It forgets." }],
    },
  ],
  extras: [
    {
      id: "licence",
      name: "A licence",
      hint: "a file",
      devDependencies: { "is-odd": "3.0.1" },
    },
  ],
};
