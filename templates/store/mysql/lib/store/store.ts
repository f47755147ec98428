import { attempts, removeExpiredAttempts } from "@/lib/store/mysql/attempts";
import { removeExpiredSessions, sessions } from "@/lib/store/mysql/sessions";
import { users } from "@/lib/store/mysql/users";
import type { Store } from "@/lib/store/types";

/** MySQL or MariaDB: as many instances as you like share it. */
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
