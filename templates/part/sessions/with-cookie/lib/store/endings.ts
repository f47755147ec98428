import type { AccountStore, User } from "@/lib/store/types";

/** What has to be known of a session to tell whether it was ended. */
export interface Endable {
  /** Names this cookie; a session whose user got another role goes on under a new one. */
  id: string;
  /** Names the session. */
  handle: string;
  userId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/**
 * Sessions that are kept in cookies cannot be deleted, so what is kept here is which ones have
 * ended. Each entry is needed until the session would have expired anyway.
 */
export interface EndingStore {
  /** The user as they are now; null when the session was ended or the user is gone. One query. */
  userOf(session: Endable): Promise<User | null>;
  /**
   * Ends a session by its handle, or one of its cookies by the id.
   * @param until when it would have expired by itself
   * @returns false when it had ended before: of two that end the same, one learns that it did
   */
  end(idOrHandle: string, until: number): Promise<boolean>;
  /** Ends all sessions that a user has begun so far, but the one named. */
  endAllOf(userId: string, exceptHandle?: string): Promise<void>;
}

/** The store of an application that keeps its sessions in cookies. */
export interface CookieSessionStore extends AccountStore {
  endings: EndingStore;
}
