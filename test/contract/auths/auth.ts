import type { Clause } from "../../../src/stack/types.ts";
import type { ClauseContext, Need } from "../clause.ts";
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

/** What becomes of a clause where a service does a part of what the application does elsewhere. */
export interface Share {
  /** Checks what is the application's; nothing of the clause is where not given. */
  readonly check?: (context: ClauseContext) => Promise<void>;
  /** What `check` cannot do without; nothing where not given. */
  readonly needs?: readonly Need[];
  /** What is the service's, and is not checked; nothing where not given. */
  readonly theirs?: string;
}

/** One auth library of the catalogue as the contract knows it. */
export interface AuthUnderTest {
  readonly id: string;
  /** The environment variable that holds the application's secret. */
  readonly secretName: string;
  readonly doors: readonly Door[];
  /** What `next build` has to be told; never a secret. */
  readonly buildEnv?: Readonly<Record<string, string>>;
  /** What the application has to be told besides its secret. */
  readonly env?: Readonly<Record<string, string>>;
  /** What a program must send for an answer of its own where the library judges a request by it. */
  readonly programHeaders?: Readonly<Record<string, string>>;
  /** How each clause is checked on a library with a service; as everywhere where not given. */
  readonly shares?: Readonly<Record<Clause, Share>>;
}
