import { attempts, removeExpiredAttempts } from "@/lib/store/postgres/attempts";
import { removeExpiredSessions } from "@/lib/store/postgres/sessions";
import { users } from "@/lib/store/postgres/users";
import { removeOldEndings } from "@/lib/store/tiered/endings";
import { sessions } from "@/lib/store/tiered/sessions";
import { postgres } from "@/lib/store/tiered/tiers";
import type { Store } from "@/lib/store/types";

/**
 * PostgreSQL has the truth, Redis a copy of every live session: who is signed in stays so when either
 * is down. See tiered/sessions.ts.
 */
export function getStore(): Store {
  return store;
}

const store: Store = {
  sessions,
  users: {
    byEmail: (email) => postgres.ask(() => users.byEmail(email)),
    byId: (id) => postgres.ask(() => users.byId(id)),
    list: () => postgres.ask(() => users.list()),
    create: (account) => postgres.ask(() => users.create(account)),
    rename: (id, name) => postgres.ask(() => users.rename(id, name)),
    setRole: (id, role) => postgres.ask(() => users.setRole(id, role)),
  },
  attempts: {
    add: (...counted) => postgres.ask(() => attempts.add(...counted)),
  },
  async sweep() {
    await postgres.ask(async () => {
      await removeExpiredSessions();
      await removeExpiredAttempts();
      await removeOldEndings();
    });
  },
};
