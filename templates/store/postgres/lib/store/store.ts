import { attempts, removeExpiredAttempts } from "@/lib/store/postgres/attempts";
import { removeExpiredSessions, sessions } from "@/lib/store/postgres/sessions";
import { users } from "@/lib/store/postgres/users";
import type { Store } from "@/lib/store/types";

/** PostgreSQL: as many instances as you like share it. */
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
