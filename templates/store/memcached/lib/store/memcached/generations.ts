import { run } from "@/lib/store/sqlite/connection";
import { select } from "@/lib/store/sqlite/select";
import { toUser } from "@/lib/store/sqlite/users";
import type { User } from "@/lib/store/types";

/**
 * That sessions have ended must outlive memcached, which forgets what it likes. So every user has a
 * generation number in SQLite, and every session notes the one that it began in. "Log out everywhere"
 * begins the next generation: sessions of earlier ones open nothing, whoever still has a copy. The
 * session that logged the others out is the one exception.
 */
export interface Owner {
  user: User;
  generation: number;
  exceptHash: string | null;
}

export async function readOwner(userId: string): Promise<Owner | null> {
  const [row] = await select(
    `select id, email, name, role, generation, except_hash
     from users left join session_generations on user_id = id where id = ?`,
    [userId],
  );
  if (!row) return null;
  const exceptHash = row.except_hash === null ? null : String(row.except_hash);
  return { user: toUser(row), generation: Number(row.generation ?? 0), exceptHash };
}

/** Ends all sessions of a user, but the one named. */
export async function beginGeneration(userId: string, exceptHash: string): Promise<void> {
  await run(
    `insert into session_generations values (?, 1, ?)
     on conflict (user_id) do update set
       generation = generation + 1, except_hash = excluded.except_hash`,
    [userId, exceptHash],
  );
}
