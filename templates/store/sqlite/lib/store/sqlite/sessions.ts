import { run } from "@/lib/store/sqlite/connection";
import { type Row, select } from "@/lib/store/sqlite/select";
import { toUser } from "@/lib/store/sqlite/users";
import type { Role, SessionRecord, SessionStore } from "@/lib/store/types";

export const sessions: SessionStore = {
  async create(session) {
    await run("insert into sessions values (?, ?, ?, ?, ?, ?, ?, ?, ?)", [
      session.idHash,
      session.handle,
      session.userId,
      session.role,
      session.device,
      session.createdAt,
      session.lastUsedAt,
      session.idleUntil,
      session.expiresAt,
    ]);
  },
  async read(idHash) {
    const [row] = await select(
      `select sessions.*, users.id, users.email, users.name, users.role as role_now
       from sessions join users on users.id = sessions.user_id where id_hash = ?`,
      [idHash],
    );
    return row ? { session: toSession(row), user: toUser(row, row.role_now) } : null;
  },
  async touch({ idHash, lastUsedAt, idleUntil }) {
    await run("update sessions set last_used_at = ?, idle_until = ? where id_hash = ?", [
      lastUsedAt,
      idleUntil,
      idHash,
    ]);
  },
  async delete(idHash) {
    const deleted = await run("delete from sessions where id_hash = ? returning id_hash", [idHash]);
    return deleted.length === 1;
  },
  async deleteAllOf(userId, exceptIdHash = "") {
    await run("delete from sessions where user_id = ? and id_hash <> ?", [userId, exceptIdHash]);
  },
  async listOf(userId) {
    const rows = await select("select * from sessions where user_id = ? and idle_until > ?", [
      userId,
      Date.now(),
    ]);
    return rows.map(toSession);
  },
};

function toSession(row: Row): SessionRecord {
  return {
    idHash: String(row.id_hash),
    handle: String(row.handle),
    userId: String(row.user_id),
    role: row.role as Role,
    device: String(row.device),
    createdAt: Number(row.created_at),
    lastUsedAt: Number(row.last_used_at),
    idleUntil: Number(row.idle_until),
    expiresAt: Number(row.expires_at),
  };
}

/** A part at a time: SQLite works inside this process, and requests have their turn in between. */
export async function removeExpiredSessions(): Promise<void> {
  const now = Date.now();
  let removed: unknown[];
  do {
    removed = await run(
      `delete from sessions where id_hash in
         (select id_hash from sessions where idle_until <= ? limit 1000) returning 1`,
      [now],
    );
    await new Promise(setImmediate);
  } while (removed.length > 0);
}
