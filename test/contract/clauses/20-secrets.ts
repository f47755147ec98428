import assert from "node:assert/strict";
import { execSync } from "node:child_process";
import type { ClauseCheck } from "../clause.ts";

/** Secrets that somebody might get away with for years. */
const weak: Record<string, string | undefined> = {
  missing: undefined,
  empty: "",
  short: "s3cr3t",
  "one byte short": "k7Rw2mX9qLz4TbNv8HcJd5FgYs3PaEe",
  "all alike": "a".repeat(64),
};

const commands = /(?:openssl rand|node -[ep]) [^\n`]+/;

export const secrets: ClauseCheck = {
  clause: 20,
  title: "a missing or weak secret stops the start and says how to make one; builds need none",
  needs: [],
  async run({ app, auth, refusal, start, visitor, demo }) {
    assert(app.build.ok, `the build works without secrets, with ${app.build.isolation}`);

    let advice = "";
    for (const [name, value] of Object.entries(weak)) {
      const { exit, output } = await refusal({ env: { [auth.secretName]: value } });
      assert(exit, `the server does not start when the secret is ${name}`);
      assert(exit.code, `and ends with a failure (${name}: ${exit.code} ${exit.signal})`);
      assert(output.includes(auth.secretName), `it says what is wrong (${name})`);
      const command = commands.exec(output)?.[0];
      assert(command, `it says how to make a good one (${name}): ${output}`);
      assert(!value || !output.includes(value), "without printing the secret");
      advice = command.trim();
    }
    const made = execSync(advice, { encoding: "utf8", timeout: 10_000 }).trim();
    const server = await start({ env: { [auth.secretName]: made } });
    const reply = await visitor({ server }).login(demo.user);
    assert.equal(reply.status, 303, "the secret made by that command is good");
  },
};
