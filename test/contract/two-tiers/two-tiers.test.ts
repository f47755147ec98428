import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";

const here = import.meta.dirname;

test("what has ended in one of two tiers never comes back from the other", async () => {
  const args = ["--tsconfig", path.join(here, "tsconfig.json"), path.join(here, "scenario.ts")];
  const { exitCode, stderr } = await execa("tsx", args, { preferLocal: true, reject: false });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
});
