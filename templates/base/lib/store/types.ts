/**
 * What this application keeps, and the one interface every store implements.
 * Changing the store means replacing the files beside this one, nothing else.
 * Times are milliseconds since 1970, as Date.now() gives them.
 */

export type Role = "user" | "admin";

/** What the rest of the application may know about a user. */
export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
}

/** A user with the password hash; only signing in and signing up ever see it. */
export interface Account extends User {
  passwordHash: string;
}

export interface SessionRecord {
  /** HMAC of the id in the cookie. Whoever steals the store cannot make a cookie of it. */
  idHash: string;
  /** Public name of the session, used to list and revoke it. It opens nothing. */
  handle: string;
  userId: string;
  /** The user's role when the id was issued; when it differs from today's, the id is rotated. */
  role: Role;
  /** For people, e.g. "Firefox on Linux". */
  device: string;
  createdAt: number;
  lastUsedAt: number;
  /** Idle timeout: moves forward with use, never past `expiresAt`. */
  idleUntil: number;
  /** Absolute timeout: never moves. */
  expiresAt: number;
}

export interface SessionStore {
  create(session: SessionRecord): Promise<void>;
  /** The session and its user as they are now, in one read of the session. */
  read(idHash: string): Promise<{ session: SessionRecord; user: User } | null>;
  /**
   * Writes down `lastUsedAt` and `idleUntil` of a session that is otherwise unchanged. It must not
   * bring back one that was deleted meanwhile.
   */
  touch(session: SessionRecord): Promise<void>;
  /** False when there was none: of two that delete the same session, one learns that it did. */
  delete(idHash: string): Promise<boolean>;
  /** Ends all sessions of a user, but the one named. */
  deleteAllOf(userId: string, exceptIdHash?: string): Promise<void>;
  /** Sessions of a user that have not expired, in no particular order. */
  listOf(userId: string): Promise<SessionRecord[]>;
}

export interface UserStore {
  byEmail(email: string): Promise<Account | null>;
  byId(id: string): Promise<User | null>;
  list(): Promise<User[]>;
  /** False when the email address is taken. */
  create(account: Account): Promise<boolean>;
  rename(id: string, name: string): Promise<void>;
  setRole(id: string, role: Role): Promise<void>;
}

export interface AttemptStore {
  /**
   * Adds to a counter that starts at zero when its window ends, and answers its new value.
   * It must be atomic: guesses made at the same moment each get their own number.
   */
  add(key: string, amount: number, windowSeconds: number): Promise<number>;
}

/** What every store keeps, wherever the sessions are. */
export interface AccountStore {
  users: UserStore;
  attempts: AttemptStore;
  /** Removes what has expired. Stores that expire by themselves do nothing. */
  sweep(): Promise<void>;
}

export interface Store extends AccountStore {
  sessions: SessionStore;
}
