import { nodeEnvironment } from "./node-environment.ts";
import { run } from "./run.ts";

const { environment, dispose } = nodeEnvironment();
process.exitCode = await run(process.argv.slice(2), environment);
dispose();
