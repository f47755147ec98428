import type { Processes } from "../../../src/changeset/processes.ts";

/** A process table in which this process and the listed ones live. */
export function processes(pid: number, alive: readonly number[] = []): Processes {
  return {
    self: { pid, started: "1", host: "here" },
    isAlive: (name) => name.host !== "here" || alive.includes(name.pid),
    pause: () => {},
  };
}
