import type { Reply } from "../driver/http.ts";
import type { Person } from "../driver/person.ts";
import type { Visitor } from "../driver/visitor.ts";

/** What a visitor brings to a way in: where to go afterwards, and headers of the last request. */
export interface Attempt {
  readonly next?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A way in that a library opens besides the forms of the pages, e.g. its own endpoint. */
export interface Door {
  readonly name: string;
  /** Tries to sign in; redirects are not followed. */
  signIn(visitor: Visitor, person: Person, attempt?: Attempt): Promise<Reply>;
  /** Signs out the same way, where that is possible. */
  signOut?(visitor: Visitor): Promise<Reply>;
  /** An address, to be opened, that sends the visitor on to `next` at some time. */
  pathTo?(next: string): string;
  /** An address that tells who is signed in. */
  readonly session?: string;
}

/** One auth library of the catalogue as the contract knows it. */
export interface AuthUnderTest {
  readonly id: string;
  /** The environment variable that holds the application's secret. */
  readonly secretName: string;
  readonly doors: readonly Door[];
  /** What `next build` has to be told; never a secret. */
  readonly buildEnv?: Readonly<Record<string, string>>;
  /** Why the clauses cannot be checked on it, and what is checked instead, as one sentence. */
  readonly elsewhere?: string;
}
