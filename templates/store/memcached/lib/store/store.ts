import { sessions } from "@/lib/store/memcached/sessions";
import { attempts, removeExpiredAttempts } from "@/lib/store/sqlite/attempts";
import { users } from "@/lib/store/sqlite/users";
import type { Store } from "@/lib/store/types";

/** Sessions in memcached, which may forget them; what must not be forgotten is in an SQLite file. */
export function getStore(): Store {
  return store;
}

const store: Store = {
  sessions,
  users,
  attempts,
  // memcached removes expired sessions by itself.
  sweep: removeExpiredAttempts,
};
