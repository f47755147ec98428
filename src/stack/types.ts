import type { PackageName } from "./versions.ts";

/** Identifiers are what a person types after `--auth`, `--store` and `--router`. */
export type RouterId = "app" | "pages";

/** Numbers of the clauses in docs/session-contract.md. */
// biome-ignore format: one line reads better than twenty-four
export type Clause =
  | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24;

/** A clause of the session contract that a layer cannot keep, and why; published as it stands. */
export interface Limit {
  readonly clause: Clause;
  readonly reason: string;
}

/** An environment variable that a layer reads; `.env.example` of the layer documents it. */
export interface EnvVariable {
  readonly name: string;
  /**
   * What the scaffolder fills it with in `.env.local`: a `secret` is 32 random bytes, base64url; a
   * `password` is random and readable. Without it the example's value stands.
   */
  readonly fill?: "secret" | "password";
}

/** What every layer of templates brings besides its files. */
export interface Layer {
  readonly id: string;
  /** As written in prompts and documentation, e.g. "PostgreSQL". */
  readonly name: string;
  /** One line for the prompt: when to choose it. */
  readonly hint: string;
  readonly dependencies?: readonly PackageName[];
  readonly devDependencies?: readonly PackageName[];
  /** Packages that Next must not bundle (native and WASM drivers), direct dependencies or not. */
  readonly serverExternalPackages?: readonly string[];
  readonly env?: readonly EnvVariable[];
  /** Clauses of the session contract that a stack with this layer does not keep. */
  readonly limits: readonly Limit[];
}

/**
 * How a store keeps sessions. Auth entries name kinds instead of stores, so that a new store fits
 * every auth library that can use its kind without a line in any of them.
 */
export type StoreKind = "server" | "cookie" | "hosted";

export interface RouterEntry extends Layer {
  readonly id: RouterId;
}

export interface AuthEntry extends Layer {
  readonly routers: readonly RouterId[];
  readonly storeKinds: readonly StoreKind[];
  /** Stores of a fitting kind that cannot work all the same, by id, with the reason. */
  readonly unfitStores?: Readonly<Record<string, string>>;
}

export interface StoreEntry extends Layer {
  readonly kind: StoreKind;
  /** Whether several instances of an application can share it. */
  readonly shared: boolean;
  /** Name of the server it needs, for messages; undefined for embedded stores. */
  readonly server?: string;
}

export interface ExtraEntry extends Layer {
  /** Paths of other layers that this one replaces on purpose. */
  readonly overrides?: readonly string[];
}

/** One auth library, one store, one router: what a project is generated from. */
export interface Stack {
  readonly auth: string;
  readonly store: string;
  readonly router: RouterId;
}

/** A stack with the extras on top, all known and valid together. */
export interface ResolvedStack {
  readonly auth: AuthEntry;
  readonly store: StoreEntry;
  readonly router: RouterEntry;
  readonly extras: readonly ExtraEntry[];
}
