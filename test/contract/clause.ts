import type { BrowserContext, BrowserContextOptions } from "playwright-core";
import type { Clause } from "../../src/stack/types.ts";
import type { AppServer } from "./app/server.ts";
import type { AppUnderTest, Refusal, StartOptions } from "./app/under-test.ts";
import type { AuthUnderTest } from "./auths/auth.ts";
import type { CookieJar } from "./driver/jar.ts";
import type { Person } from "./driver/person.ts";
import type { Recorder } from "./driver/recorder.ts";
import type { Visitor } from "./driver/visitor.ts";
import type { StoreUnderTest } from "./stores/store.ts";

/** What a clause cannot be checked without. `outage`: a store that can go away. */
export type Need = "chromium" | "outage";

/** One clause of docs/session-contract.md as a check that throws where it is broken. */
export interface ClauseCheck {
  readonly clause: Clause;
  readonly title: string;
  readonly needs: readonly Need[];
  run(context: ClauseContext): Promise<void>;
}

/** Times of the instance with short sessions, in seconds. */
export const short = { idle: 600, absolute: 3600, touch: 60 } as const;

export interface VisitorChoices {
  /** The instance visited; the one that runs all the time where not given. */
  readonly server?: AppServer;
  readonly address?: string;
  readonly userAgent?: string;
  readonly jar?: CookieJar;
}

/** Everything a clause may touch. No clause knows which auth library or store it is checking. */
export interface ClauseContext {
  /** The instance that runs all the time. */
  readonly server: AppServer;
  readonly app: AppUnderTest;
  readonly store: StoreUnderTest;
  readonly auth: AuthUnderTest;
  readonly recorder: Recorder;
  /** The accounts that a first start makes. */
  readonly demo: { readonly user: Person; readonly admin: Person };
  /** A new browser without JavaScript, with an address of its own. */
  visitor(choices?: VisitorChoices): Visitor;
  /** A new Chromium profile; closed after the clause. */
  chromium(options?: BrowserContextOptions): Promise<BrowserContext>;
  /**
   * A second instance, started the same way. Clauses share it, so its clock stands still; one that
   * has ended is followed by a new one.
   */
  second(): Promise<AppServer>;
  /**
   * An instance whose sessions live for {@link short}, and that takes no address from a header. Its
   * clock is there to be moved; clauses share it.
   */
  shortLived(): Promise<AppServer>;
  /** One more instance on the same store; ended after the clause. */
  start(options?: StartOptions): Promise<AppServer>;
  /** Starts an instance that should refuse to start, and tells how it went. */
  refusal(options: StartOptions): Promise<Refusal>;
  /** Lets time pass for an instance and its store, in milliseconds. */
  advance(server: AppServer, milliseconds: number): Promise<void>;
}
