import { tell } from "./errors.ts";
import { nodeEnvironment } from "./node-environment.ts";
import { run } from "./run.ts";

try {
  const { environment, dispose } = nodeEnvironment();
  process.exitCode = await run(process.argv.slice(2), environment);
  dispose();
} catch (error) {
  // Only the environment can fail here, e.g. in a folder that was deleted under us.
  const { message, exitCode } = tell(error);
  process.stderr.write(`✖ ${message}\n`);
  process.exitCode = exitCode;
}
