import { execa } from "execa";
import { prepare } from "./setup/prepare.ts";

/**
 * The test command: prepares the machine, checks types and style, runs every test, and ends with
 * a line `N passed, N failed`. Arguments are handed to vitest, e.g. `npm test -- --project unit`.
 */
async function main(): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await prepare(say);

  const inherit = { stdio: "inherit", reject: false, preferLocal: true } as const;
  const check = await execa("npm", ["run", "--silent", "check"], inherit);
  if (check.exitCode !== 0) {
    say("Types or style are wrong, see above; `npm run fix` mends style.");
    console.log("0 passed, 1 failed");
    return 1;
  }

  const reporters = ["--reporter=default", "--reporter=./test/setup/count-reporter.ts"];
  const env = { NEXT_TELEMETRY_DISABLED: "1" };
  const args = ["run", ...reporters, ...process.argv.slice(2)];
  const tests = await execa("vitest", args, { ...inherit, env });
  return tests.exitCode ?? 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    console.log("0 passed, 1 failed");
    process.exitCode = 1;
  },
);
