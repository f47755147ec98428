/**
 * Does one task and sends itself a signal at its nth write; prints a line just before.
 * usage: killed.ts <root> <task> <n> SIGKILL|SIGSTOP
 */
import { writeSync } from "node:fs";
import { nodeFileSystem } from "../../../src/changeset/filesystem.ts";
import { interpose } from "./faults.ts";
import { run, type Task } from "./tasks.ts";

const [root = "", task, n, signal] = process.argv.slice(2);
const { fs } = interpose(nodeFileSystem, (count, _call, _args, act) => {
  if (count === Number(n)) {
    writeSync(1, "now\n");
    process.kill(process.pid, signal);
  }
  act();
});
await run(task as Task, root, fs);
