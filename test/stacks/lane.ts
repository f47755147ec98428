import type { Stack } from "../../src/stack/types.ts";
import { closeWorkshops } from "../contract/app/generated.ts";
import { closeChromium } from "../contract/driver/chromium.ts";
import { checkStack } from "./check-stack.ts";

// One lane of the matrix: a process that checks one stack after the other, as its parent says. The
// clauses measure time, so that nothing else may keep this process from listening to its servers.

process.on("message", async ({ stack }: { stack: Stack }) => {
  const workshop = `lane-${process.pid}-${stack.router}`;
  process.send?.(await checkStack(stack, workshop));
});

// The parent has no more stacks, or is gone: then a build may still be writing to its workshop.
process.on("disconnect", async () => {
  await Promise.allSettled([closeChromium(), closeWorkshops()]);
  process.exit();
});
