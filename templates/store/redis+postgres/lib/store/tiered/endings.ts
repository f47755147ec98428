import { run } from "@/lib/store/postgres/connection";
import { ignoreOutage } from "@/lib/store/unavailable";
import { endCopy } from "./copies";
import { postgres, redis } from "./tiers";

/**
 * Ends sessions. PostgreSQL forgets them and notes in the same statement that Redis has to be told,
 * so nothing can come between the two: not a crash, not an outage (a transactional outbox).
 *
 * @param which a condition on the table of sessions
 * @returns how many there were
 * @throws StoreUnavailableError when PostgreSQL is down: then nothing has ended
 */
export async function endSessions(which: string, args: unknown[]): Promise<number> {
  const ended = await postgres.ask(() =>
    run(
      `with ended as (delete from sessions where ${which} returning id_hash, expires_at)
       insert into session_endings select id_hash, expires_at from ended returning id_hash`,
      args,
    ),
  );
  // Should this fail, Redis is not asked any more until it knows.
  if (ended.length > 0) await redis.ask(passOnEndings).catch(ignoreOutage);
  return ended.length;
}

/** Tells Redis what has ended. Instances that do so at the same time do no harm. */
export async function passOnEndings(): Promise<void> {
  const endings = await postgres.ask(() => run("select id_hash, expires_at from session_endings"));
  if (endings.length === 0) return;
  await Promise.all(
    endings.map(({ id_hash, expires_at }) => endCopy(String(id_hash), Number(expires_at))),
  );
  const told = endings.map(({ id_hash }) => id_hash);
  await postgres.ask(() => run("delete from session_endings where id_hash = any($1)", [told]));
}

/** Copies do not live longer than their sessions, so these need not be passed on any more. */
export async function removeOldEndings(): Promise<void> {
  await run("delete from session_endings where expires_at <= $1", [Date.now()]);
}
