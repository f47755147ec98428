import type { Role, User, UserStore } from "@/lib/store/types";
import { run } from "./connection";
import { type Row, select } from "./select";

export const users: UserStore = {
  async byEmail(email) {
    const [row] = await select("select * from users where email = ?", [email]);
    return row ? { ...toUser(row), passwordHash: String(row.password_hash) } : null;
  },
  async byId(id) {
    const [row] = await select("select * from users where id = ?", [id]);
    return row ? toUser(row) : null;
  },
  async list() {
    return (await select("select * from users order by email", [])).map((row) => toUser(row));
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
};

export function toUser(row: Row, role: unknown = row.role): User {
  return {
    id: String(row.id),
    email: String(row.email),
    name: String(row.name),
    role: role as Role,
  };
}
