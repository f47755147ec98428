import type { CookieSessionStore } from "@/lib/store/endings";
import { attempts, removeExpiredAttempts } from "@/lib/store/sqlite/attempts";
import { endings, forgetExpiredEndings } from "@/lib/store/sqlite/endings";
import { users } from "@/lib/store/sqlite/users";

/**
 * The sessions are in the cookies. Accounts, login attempts and which sessions have ended are in an
 * SQLite file, by way of libSQL: nothing to install or start.
 */
export function getStore(): CookieSessionStore {
  return store;
}

const store: CookieSessionStore = {
  users,
  attempts,
  endings,
  async sweep() {
    await forgetExpiredEndings();
    await removeExpiredAttempts();
  },
};
