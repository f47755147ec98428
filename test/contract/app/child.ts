import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const alive = new Set<Child>();

// Whatever ends this process, the servers it started end with it.
process.on("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(1));
}

/** A process that the contract started: its output is kept, and it is ended by its own id. */
export class Child {
  readonly exit: Promise<Exit>;
  readonly process: ChildProcess;
  #output = "";
  #ended: Exit | undefined;

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    this.process = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    alive.add(this);
    const keep = (chunk: Buffer) => {
      this.#output += chunk.toString("utf8");
    };
    this.process.stdout?.on("data", keep);
    this.process.stderr?.on("data", keep);
    this.exit = new Promise((resolve) => {
      const ended = (exit: Exit) => {
        alive.delete(this);
        this.#ended = exit;
        resolve(exit);
      };
      this.process.on("error", (error) => {
        this.#output += `${error.message}\n`;
        ended({ code: null, signal: null });
      });
      this.process.on("close", (code, signal) => ended({ code, signal }));
    });
  }

  /** stdout and stderr so far. */
  get output(): string {
    return this.#output;
  }

  /** How it ended, or undefined while it runs. */
  get ended(): Exit | undefined {
    return this.#ended;
  }

  kill(signal: NodeJS.Signals): void {
    if (!this.#ended) this.process.kill(signal);
  }

  /** Ends the process: politely, then after `patience` milliseconds for certain. */
  async stop(signal: NodeJS.Signals = "SIGTERM", patience = 5_000): Promise<Exit> {
    this.kill(signal);
    const timer = setTimeout(() => this.kill("SIGKILL"), patience);
    const exit = await this.exit;
    clearTimeout(timer);
    return exit;
  }
}

/**
 * Asks `ready` every 50 ms until it says yes.
 * @throws Error with the output of the process when that ends first, or `patience` milliseconds pass
 */
export async function until(
  child: Child,
  name: string,
  ready: () => Promise<boolean>,
  patience = 30_000,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await ready())) {
    if (child.ended) throw new Error(`${name} ended (code ${child.ended.code}):\n${child.output}`);
    if (Date.now() > deadline) throw new Error(`${name} was not ready in time:\n${child.output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
