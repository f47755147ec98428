/** A session of a subject; `id` is whatever it is asked for by. */
export interface Begun {
  readonly id: string;
  readonly userId: string;
}

/** The sessions of an application on two tiers, asked of its own modules. */
export interface Subject {
  addUser(id: string, role: "user" | "admin"): Promise<void>;
  begin(userId: string): Promise<Begun>;
  /**
   * When a session was last used, in milliseconds since 1970; null where it has ended.
   * @throws StoreUnavailableError where nobody can tell
   */
  lastUse(session: Begun): Promise<number | null>;
  /** Writes down that a session is in use. */
  use(session: Begun): Promise<void>;
  end(session: Begun): Promise<void>;
  endOthers(session: Begun): Promise<void>;
  /** Moves a session to a new id. */
  exchange(session: Begun): Promise<Begun>;
}

/** Imports a module of the application, e.g. `lib/auth`. */
// biome-ignore lint/suspicious/noExplicitAny: what it exports is known where it is called.
export type Import = (module: string) => Promise<any>;
