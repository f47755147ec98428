import type { Role, User, UserStore } from "@/lib/store/types";
import { type Row, run } from "./connection";
import { select } from "./select";

export const users: UserStore = {
  async byEmail(email) {
    const [row] = await run("select * from users where email = $1", [email]);
    return row ? { ...toUser(row), passwordHash: String(row.password_hash) } : null;
  },
  async byId(id) {
    const [row] = await select("select id, email, name, role from users where id = $1", [id]);
    return row ? toUser(row) : null;
  },
  async list() {
    return (await run("select * from users order by email")).map((row) => toUser(row));
  },
  async create({ id, email, name, role, passwordHash }) {
    const created = await run(
      `insert into users (id, email, name, role, password_hash) values ($1, $2, $3, $4, $5)
       on conflict (email) do nothing returning id`,
      [id, email, name, role, passwordHash],
    );
    return created.length === 1;
  },
  async rename(id, name) {
    await run("update users set name = $1 where id = $2", [name, id]);
  },
  async setRole(id, role) {
    await run("update users set role = $1 where id = $2", [role, id]);
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
