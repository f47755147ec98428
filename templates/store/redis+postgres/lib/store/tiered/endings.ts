import { run } from "@/lib/store/postgres/connection";
import { ignoreOutage } from "@/lib/store/unavailable";
import { endCopy } from "./copies";
import { postgres, redis } from "./tiers";

/**
 * Tells Redis what has ended, for whoever has just ended something. Should that fail, Redis is not
 * asked any more until it knows.
 */
export async function tellEndings(): Promise<void> {
  await redis.ask(passOnEndings).catch(ignoreOutage);
}

/**
 * Tells Redis what PostgreSQL has noted in `session_endings`. Instances that do so at the same time do
 * no harm. Copies do not live longer than their sessions, so what has expired since is left out.
 */
export async function passOnEndings(): Promise<void> {
  const endings = await postgres.ask(() =>
    run("select id_hash, expires_at from session_endings where expires_at > $1", [Date.now()]),
  );
  if (endings.length === 0) return;
  await Promise.all(
    endings.map(({ id_hash, expires_at }) => endCopy(String(id_hash), Number(expires_at))),
  );
  const told = endings.map(({ id_hash }) => id_hash);
  await postgres.ask(() => run("delete from session_endings where id_hash = any($1)", [told]));
}

/** What has expired need not be passed on any more. */
export async function removeOldEndings(): Promise<void> {
  await run("delete from session_endings where expires_at <= $1", [Date.now()]);
}
