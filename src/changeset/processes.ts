import fs from "node:fs";
import os from "node:os";

/** What the lock needs to know about running processes. */
export interface Processes {
  /** Names this process: its id, when it began where that is known, and the machine. */
  readonly self: ProcessName;
  /** Whether that process may still be at work. One on another machine may always be. */
  isAlive(name: ProcessName): boolean;
  /** Waits, in milliseconds. */
  pause(milliseconds: number): void;
}

export interface ProcessName {
  readonly pid: number;
  /** Clock ticks from the machine's start to the process's; `0` where the system does not tell. */
  readonly started: string;
  readonly host: string;
}

/** The processes of this machine. */
export const nodeProcesses: Processes = {
  get self() {
    return { pid: process.pid, started: startOf(process.pid), host: hostName() };
  },
  isAlive({ pid, started, host }) {
    if (host !== hostName()) return true;
    try {
      process.kill(pid, 0);
    } catch (error) {
      // EPERM: it runs, as another user.
      return error instanceof Error && "code" in error && error.code === "EPERM";
    }
    // The id of a dead process is given to another one some day, in containers soon.
    const now = startOf(pid);
    return started === "0" || now === "0" || now === started;
  },
  pause,
};

/** Blocks for so many milliseconds. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** proc(5): field 22 of `/proc/<pid>/stat`; the name in field 2 may hold spaces and brackets. */
function startOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
  } catch {
    return "0";
  }
}

function hostName(): string {
  return os.hostname().replace(/[^A-Za-z0-9-]/g, "-") || "localhost";
}
