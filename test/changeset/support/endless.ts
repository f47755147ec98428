/**
 * Applies and undoes the same change set until it is killed. Prints the milliseconds that one round
 * takes.
 * usage: endless.ts <root>
 */
import { run } from "./tasks.ts";

const root = process.argv[2] ?? "";
for (let round = 0; ; round++) {
  const begin = performance.now();
  await run("migrate", root);
  await run("undo", root);
  if (round === 0) process.stdout.write(`${performance.now() - begin}\n`);
}
