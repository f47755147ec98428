import type { Exit } from "./child.ts";
import type { AppServer } from "./server.ts";

export interface StartOptions {
  /** Added to the environment of every instance; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `false`: with the proxy taken out of the build, as if an attacker had found a way around it. */
  readonly proxy?: boolean;
  /** Passwords are hashed as slowly as in production, not as quickly as suits the other clauses. */
  readonly slowPasswords?: boolean;
  /** Path of the Node.js that runs it; the one that runs the tests where not given. */
  readonly node?: string;
}

/** How a start went that should have been refused. */
export interface Refusal {
  /** How the process ended, or undefined when it did not: then it serves. */
  readonly exit: Exit | undefined;
  readonly output: string;
}

/** How the application was built: without secrets in its environment, and without a network. */
export interface BuildReport {
  readonly ok: boolean;
  readonly output: string;
  /** What kept it from the network. */
  readonly isolation: string;
}

/** A built application that can be started as often as one likes. */
export interface AppUnderTest {
  readonly build: BuildReport;
  start(options?: StartOptions): Promise<AppServer>;
  refusal(options: StartOptions): Promise<Refusal>;
  dispose(): Promise<void>;
}
