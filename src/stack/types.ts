/** Identifiers are what a person types after `--auth`, `--store` and `--router`. */
export type RouterId = "app" | "pages";

/** Numbers of the clauses in docs/session-contract.md. */
export type Clause =
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20
  | 21
  | 22
  | 23
  | 24;

/** A clause of the session contract that a layer cannot keep, and why; published as it stands. */
export interface Limit {
  readonly clause: Clause;
  readonly reason: string;
}

/** An npm package by name; its version stands in versions.ts. */
export type PackageName = string;

/** What every layer of templates brings besides its files. */
export interface Layer {
  readonly id: string;
  /** As written in prompts and documentation, e.g. "PostgreSQL". */
  readonly name: string;
  /** One line for the prompt: when to choose it. */
  readonly hint: string;
  readonly dependencies: readonly PackageName[];
  readonly devDependencies?: readonly PackageName[];
  /** Packages that Next must not bundle (native and WASM drivers). */
  readonly serverExternalPackages?: readonly PackageName[];
  readonly limits: readonly Limit[];
}

export interface AuthEntry extends Layer {
  readonly routers: readonly RouterId[];
  readonly stores: readonly string[];
}

export interface StoreEntry extends Layer {
  /** Whether several instances of an application can share it. */
  readonly shared: boolean;
  /** Name of the server it needs, for messages; undefined for embedded stores. */
  readonly server?: string;
}

/** One auth library, one store, one router: what a project is generated from. */
export interface Stack {
  readonly auth: string;
  readonly store: string;
  readonly router: RouterId;
}
