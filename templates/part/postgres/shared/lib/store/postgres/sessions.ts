import { together } from "@/lib/store/together";
import type { Role, SessionRecord, SessionStore } from "@/lib/store/types";
import { type Row, run } from "./connection";
import { select } from "./select";
import { toUser } from "./users";

export const sessions: SessionStore = {
  async create(session) {
    await run("insert into sessions values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
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
    await run("update sessions set last_used_at = $1, idle_until = $2 where id_hash = $3", [
      lastUsedAt,
      idleUntil,
      idHash,
    ]);
  },
  async delete(idHash) {
    const deleted = await run("delete from sessions where id_hash = $1 returning id_hash", [
      idHash,
    ]);
    return deleted.length === 1;
  },
  async deleteAllOf(userId, exceptIdHash = "") {
    await run("delete from sessions where user_id = $1 and id_hash <> $2", [userId, exceptIdHash]);
  },
  async listOf(userId) {
    const rows = await run("select * from sessions where user_id = $1 and idle_until > $2", [
      userId,
      Date.now(),
    ]);
    return rows.map(toSession);
  },
};

type Found = NonNullable<Awaited<ReturnType<SessionStore["read"]>>>;

async function readAll(idHashes: string[]): Promise<Map<string, Found>> {
  const rows = await select(
    `select id_hash, handle, user_id, sessions.role, device, created_at, last_used_at, idle_until,
       expires_at, users.id, users.email, users.name, users.role as role_now
     from sessions join users on users.id = sessions.user_id where id_hash = any($1)`,
    [idHashes],
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
  await run("delete from sessions where idle_until <= $1", [Date.now()]);
}
