import "next-auth/jwt";
import type { Session as StoredSession } from "@/lib/session/session";
import type { User as StoredUser } from "@/lib/store/types";

/** What auth() and useSession() answer: the session with its user, id and role included. */
declare module "next-auth" {
  interface Session extends StoredSession {
    user: StoredUser;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** The cookie of a session that has begun, as it is. */
    cookie?: string;
    session?: StoredSession;
  }
}
