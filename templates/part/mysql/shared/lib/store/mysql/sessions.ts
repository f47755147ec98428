import { together } from "@/lib/store/together";
import type { Role, SessionRecord, SessionStore } from "@/lib/store/types";
import { change, query, type Row } from "./connection";
import { toUser } from "./users";

export const sessions: SessionStore = {
  async create(session) {
    await change("insert into sessions values (?, ?, ?, ?, ?, ?, ?, ?, ?)", [
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
  read: together(readAll),
  async touch({ idHash, lastUsedAt, idleUntil }) {
    await change("update sessions set last_used_at = ?, idle_until = ? where id_hash = ?", [
      lastUsedAt,
      idleUntil,
      idHash,
    ]);
  },
  async delete(idHash) {
    const { affectedRows } = await change("delete from sessions where id_hash = ?", [idHash]);
    return affectedRows === 1;
  },
  async deleteAllOf(userId, exceptIdHash = "") {
    await change("delete from sessions where user_id = ? and id_hash <> ?", [userId, exceptIdHash]);
  },
  async listOf(userId) {
    const rows = await query("select * from sessions where user_id = ? and idle_until > ?", [
      userId,
      Date.now(),
    ]);
    return rows.map(toSession);
  },
};

type Found = NonNullable<Awaited<ReturnType<SessionStore["read"]>>>;

async function readAll(idHashes: string[]): Promise<Map<string, Found>> {
  // Prepared for each number of sessions, of which there are few.
  const places = idHashes.map(() => "?").join(", ");
  const rows = await query(
    `select sessions.*, users.id, users.email, users.name, users.role as role_now
     from sessions join users on users.id = sessions.user_id where id_hash in (${places})`,
    idHashes,
  );
  return new Map(
    rows.map((row) => [
      String(row.id_hash),
      { session: toSession(row), user: toUser(row, row.role_now) },
    ]),
  );
}

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

export async function removeExpiredSessions(): Promise<void> {
  await change("delete from sessions where idle_until <= ?", [Date.now()]);
}
