import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { sharedModules } from "../../support/modules.ts";
import { generate } from "../app/generated.ts";

const scenario = path.join(import.meta.dirname, "scenario.ts");
const secret = "k7Rw2mX9qLz4TbNv8HcJd5FgYs3PaEe1U0";

test.each(["server-session", "better-auth"])(
  "%s: what has ended in one of two tiers never comes back from the other",
  async (auth) => {
    const apps = path.join(await sharedModules(), "apps");
    await mkdir(apps, { recursive: true });
    const dir = await mkdtemp(path.join(apps, `two-tiers-${auth}-`));
    try {
      await generate({ auth, store: "redis+postgres", router: "app" }, dir);
      const args = ["--tsconfig", path.join(dir, "tsconfig.json"), scenario, auth, dir];
      const env = { SESSION_SECRET: secret, BETTER_AUTH_SECRET: secret };
      const options = { preferLocal: true, reject: false, env } as const;
      const { exitCode, stderr } = await execa("tsx", args, options);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
);
