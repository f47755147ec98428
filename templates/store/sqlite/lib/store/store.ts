import { attempts, removeExpiredAttempts } from "@/lib/store/sqlite/attempts";
import { removeExpiredSessions, sessions } from "@/lib/store/sqlite/sessions";
import { users } from "@/lib/store/sqlite/users";
import type { Store } from "@/lib/store/types";

/** SQLite in a file, by way of libSQL: nothing to install or start. */
export function getStore(): Store {
  return store;
}

const store: Store = {
  sessions,
  users,
  attempts,
  async sweep() {
    await removeExpiredSessions();
    await removeExpiredAttempts();
  },
};
