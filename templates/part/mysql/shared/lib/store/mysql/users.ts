import type { Role, User, UserStore } from "@/lib/store/types";
import { change, isDuplicate, query, type Row } from "./connection";

export const users: UserStore = {
  async byEmail(email) {
    const [row] = await query("select * from users where email = ?", [email]);
    return row ? { ...toUser(row), passwordHash: String(row.password_hash) } : null;
  },
  async byId(id) {
    const [row] = await query("select * from users where id = ?", [id]);
    return row ? toUser(row) : null;
  },
  async list() {
    return (await query("select * from users order by email")).map((row) => toUser(row));
  },
  async create({ id, email, name, role, passwordHash }) {
    try {
      await change(
        "insert into users (id, email, name, role, password_hash) values (?, ?, ?, ?, ?)",
        [id, email, name, role, passwordHash],
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  },
  async rename(id, name) {
    await change("update users set name = ? where id = ?", [name, id]);
  },
  async setRole(id, role) {
    await change("update users set role = ? where id = ?", [role, id]);
  },
};

export function toUser(row: Row, role: unknown = row.role): User {
  return {
    id: String(row.id),
    email: String(row.email),
    name: String(row.name),
    role: role as Role,
  };
}
