import { attempts } from "@/lib/store/redis/attempts";
import { sessions } from "@/lib/store/redis/sessions";
import { users } from "@/lib/store/redis/users";
import type { Store } from "@/lib/store/types";

/** Redis or Valkey: everything in one place, and whatever has a time limit is removed by the server. */
export function getStore(): Store {
  return store;
}

const store: Store = {
  sessions,
  users,
  attempts,
  async sweep() {
    // Every key has its time to live.
  },
};
