import type { AppServer } from "../app/server.ts";
import type { Entry } from "../driver/visitor.ts";

/** How often session records were read and written since the store was opened. */
export interface Traffic {
  readonly reads: number;
  readonly writes: number;
}

/** A way to take the store away from a running application, and to give it back. */
export interface Outage {
  readonly name: string;
  /** What an instance must be started with to feel it. */
  readonly env?: Readonly<Record<string, string>>;
  /** The store comes back without its sessions: then everybody is signed out, and nothing else. */
  readonly forgetsSessions?: boolean;
  /** Whether another tier of the store is left, so that whoever is signed in has to stay so. */
  readonly survives?: boolean;
  begin(): Promise<void>;
  end(): Promise<void>;
}

/**
 * A private instance of a store, seen from outside the application. Stores inside the application's
 * process are asked through `app`; the others ignore it.
 */
export interface StoreUnderTest {
  readonly id: string;
  /** Whether several instances of an application can use it together. */
  readonly shared: boolean;
  /** What the application needs in its environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Files of preload/ that the adapter needs in the application's process. */
  readonly preloads: readonly string[];
  /** Passwords of the server, which no log may show. */
  readonly secrets: readonly string[];
  /** How people sign in where a service does that; by the forms of the pages where not given. */
  readonly entry?: Entry;
  /** Every byte the store keeps. */
  dump(app: AppServer): Promise<Buffer>;
  /**
   * Where sessions are kept in cookies, the store has none of them; then its records are those of
   * sessions that ended before their time, and these are what countSessions() counts.
   */
  readonly keeps?: "ended sessions";
  countSessions(app: AppServer): Promise<number>;
  traffic(app: AppServer): Promise<Traffic>;
  setRole(app: AppServer, email: string, role: string): Promise<void>;
  /** Lets time pass in the store, where the store itself ends records after a time. */
  advance?(milliseconds: number): Promise<void>;
  /** The ways in which the store goes away, or why it cannot. */
  readonly outage: readonly Outage[] | string;
  close(): Promise<void>;
}

/** One store of the catalogue as the contract knows it. */
export interface StoreAdapter {
  readonly id: string;
  /**
   * Starts a private instance.
   * @param directory an empty folder for its files
   * @throws Error naming the package to install where the server is not on this machine
   */
  open(directory: string): Promise<StoreUnderTest>;
}
