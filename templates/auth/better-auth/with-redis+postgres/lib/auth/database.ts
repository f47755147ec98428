import type { DBAdapter } from "better-auth/adapters";
import { boundTime } from "@/lib/auth/outage";
import { createTables as createAuthTables } from "@/lib/auth/postgres";
import { inTwoTiers } from "@/lib/auth/two-tiers";
import { sessionTimes } from "@/lib/session/settings";
import * as counters from "@/lib/store/postgres/attempts";
import { isOutage, run } from "@/lib/store/postgres/connection";
import { removeOldEndings } from "@/lib/store/tiered/endings";
import { postgres } from "@/lib/store/tiered/tiers";
import type { AttemptStore } from "@/lib/store/types";

export { authDatabase, canJoin, expiresByItself } from "@/lib/auth/postgres";

export const bounded = (adapter: DBAdapter) => inTwoTiers(boundTime(adapter, isOutage));

/**
 * Besides better-auth's tables, what notes every session that ends, so that Redis can be told: however
 * it came about, in the same transaction (a transactional outbox). A token that was exchanged for
 * another one has ended, too.
 */
export async function createTables(plan: () => Promise<string[]>): Promise<void> {
  await createAuthTables(plan);
  await run(
    `select pg_advisory_xact_lock(7305843010);
     create or replace function note_session_ending() returns trigger language plpgsql as $$
     begin
       if new.token is distinct from old.token then
         insert into session_endings values (old.token, 1000 * extract(epoch from least(
           old."expiresAt", old."updatedAt" + interval '${sessionTimes().idleSeconds} seconds'
         ))) on conflict do nothing;
       end if;
       return null;
     end $$;
     create or replace trigger session_endings after delete or update of token on sessions
       for each row execute function note_session_ending();`,
  );
}

export const attempts: AttemptStore = {
  add: (...counted) => postgres.ask(() => counters.attempts.add(...counted)),
};

export async function removeExpiredAttempts(): Promise<void> {
  await postgres.ask(async () => {
    await counters.removeExpiredAttempts();
    await removeOldEndings();
  });
}
