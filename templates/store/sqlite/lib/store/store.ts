import type { Row } from "@libsql/client";
import type { Role, SessionRecord, Store, User } from "@/lib/store/types";
import { run } from "./connection";

/** SQLite in a file, by way of libSQL: nothing to install or start. */
export function getStore(): Store {
  return store;
}

const store: Store = {
  sessions: {
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
      const [row] = await run(
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
      const deleted = await run("delete from sessions where id_hash = ? returning id_hash", [
        idHash,
      ]);
      return deleted.length === 1;
    },
    async deleteAllOf(userId, exceptIdHash = "") {
      await run("delete from sessions where user_id = ? and id_hash <> ?", [userId, exceptIdHash]);
    },
    async listOf(userId) {
      const rows = await run("select * from sessions where user_id = ? and idle_until > ?", [
        userId,
        Date.now(),
      ]);
      return rows.map(toSession);
    },
  },
  users: {
    async byEmail(email) {
      const [row] = await run("select * from users where email = ?", [email]);
      return row ? { ...toUser(row), passwordHash: String(row.password_hash) } : null;
    },
    async byId(id) {
      const [row] = await run("select * from users where id = ?", [id]);
      return row ? toUser(row) : null;
    },
    async list() {
      return (await run("select * from users order by email")).map((row) => toUser(row));
    },
    async create({ id, email, name, role, passwordHash }) {
      const created = await run(
        `insert into users (id, email, name, role, password_hash) values (?, ?, ?, ?, ?)
         on conflict (email) do nothing returning id`,
        [id, email, name, role, passwordHash],
      );
      return created.length === 1;
    },
    async rename(id, name) {
      await run("update users set name = ? where id = ?", [name, id]);
    },
    async setRole(id, role) {
      await run("update users set role = ? where id = ?", [role, id]);
    },
  },
  attempts: {
    async add(key, amount, windowSeconds) {
      const now = Date.now();
      const [row] = await run(
        `insert into login_attempts (key, count, until) values (:key, :amount, :until)
         on conflict (key) do update set
           count = case when until > :now then count + :amount else :amount end,
           until = case when until > :now then until else :until end
         returning count`,
        { key, amount, now, until: now + windowSeconds * 1000 },
      );
      return Number(row?.count);
    },
  },
  async sweep() {
    await run("delete from sessions where idle_until <= ?", [Date.now()]);
    await run("delete from login_attempts where until <= ?", [Date.now()]);
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

function toUser(row: Row, role: unknown = row.role): User {
  return {
    id: String(row.id),
    email: String(row.email),
    name: String(row.name),
    role: role as Role,
  };
}
