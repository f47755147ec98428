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

/** Exact versions by package. */
export type Pins = Readonly<Record<string, string>>;

/** What every layer of templates brings besides its files. */
export interface Layer {
  readonly id: string;
  /** As written in prompts and documentation, e.g. "PostgreSQL". */
  readonly name: string;
  /** One line for the prompt: when to choose it. */
  readonly hint: string;
  readonly dependencies?: readonly PackageName[];
  readonly devDependencies?: readonly PackageName[];
  /** Packages with exact versions that are not in versions.ts: those of entries from outside. */
  readonly pinned?: Readonly<Record<"dependencies" | "devDependencies", Pins>>;
  /** Packages that Next must not bundle (native and WASM drivers), direct dependencies or not. */
  readonly serverExternalPackages?: readonly string[];
  /** Packages that Next must bundle even for the Pages Router, which leaves them to Node. */
  readonly transpilePackages?: readonly string[];
  readonly env?: readonly EnvVariable[];
  /** Clauses of the session contract that a stack with this layer does not keep. */
  readonly limits: readonly Limit[];
}

/**
 * How a store keeps sessions. Auth entries name kinds instead of stores, so that a new store fits
 * every auth library that can use its kind without a line in any of them.
 */
export type StoreKind = "server" | "cookie" | "hosted";

/** A layer that is made of more folders than its own. */
export interface Composed {
  /** Folders of templates/part/ that it is built on, in order. Layers may name the same ones. */
  readonly parts?: readonly string[];
}

export interface RouterEntry extends Layer {
  readonly id: RouterId;
}

export interface AuthEntry extends Layer, Composed {
  /** Parts that it needs for one kind of store only. */
  readonly partsWith?: Partial<Readonly<Record<StoreKind, readonly string[]>>>;
  /** Parts that it shares with its relatives, and that are as good as its own folder. */
  readonly ownParts?: readonly string[];
  /**
   * Paths of the base, the router, parts and stores that it replaces on purpose or does without; a
   * `*` stands for one name.
   */
  readonly overrides?: readonly string[];
  /** The variable that holds the application's secret, as the library's documentation calls it. */
  readonly secretName?: string;
  readonly routers: readonly RouterId[];
  readonly storeKinds: readonly StoreKind[];
  /** Stores of a fitting kind that cannot work all the same, by id, with the reason. */
  readonly unfitStores?: Readonly<Record<string, string>>;
}

export interface StoreEntry extends Layer, Composed {
  readonly kind: StoreKind;
  /** Whether several instances of an application can share it. */
  readonly shared: boolean;
  /** Name of the server it needs, for messages; undefined for embedded stores. */
  readonly server?: string;
  /** The database that its accounts are in, where that is another store's. */
  readonly accountsIn?: string;
}

/** Ids of what an extra builds on: it fits no stack with anything else. */
export interface ExtraNeeds {
  /** One of these auth libraries. */
  readonly auth?: readonly string[];
  readonly store?: string;
  readonly router?: RouterId;
  /** A store that keeps accounts in one of these. */
  readonly accountsIn?: readonly string[];
}

export interface ExtraEntry extends Layer {
  /** Paths of other layers that this one replaces on purpose or does without. */
  readonly overrides?: readonly string[];
  /** Packages and environment variables of other layers that nothing reads any more with this one. */
  readonly dropped?: { readonly packages: readonly PackageName[]; readonly env: readonly string[] };
  readonly needs?: ExtraNeeds;
  /**
   * Its folder has folders of its own, as parts have, and one for each auth library (`for-authjs`).
   * Without it, the folder is copied as it is.
   */
  readonly hasVariants?: boolean;
  /** Folders of templates/part/ that it is built on with some auth libraries, by their ids. */
  readonly partsFor?: Readonly<Record<string, readonly string[]>>;
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
