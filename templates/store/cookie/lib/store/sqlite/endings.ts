import type { EndingStore } from "@/lib/store/endings";
import { run } from "@/lib/store/sqlite/connection";
import { select } from "@/lib/store/sqlite/select";
import { toUser } from "@/lib/store/sqlite/users";

export const endings: EndingStore = {
  async userOf({ id, handle, userId, createdAt }) {
    const [row] = await select(
      `select id, email, name, role from users
       where id = :userId
         and not exists (select 1 from ended_sessions where name in (:id, :handle))
         and not exists (select 1 from ended_users
           where user_id = :userId and sessions_before >= :createdAt and except_handle <> :handle)`,
      { id, handle, userId, createdAt },
    );
    return row ? toUser(row) : null;
  },
  async end(idOrHandle, until) {
    const ended = await run(
      "insert into ended_sessions values (?, ?) on conflict do nothing returning name",
      [idOrHandle, until],
    );
    return ended.length === 1;
  },
  async endAllOf(userId, exceptHandle = "") {
    await run(
      `insert into ended_users values (?, ?, ?)
       on conflict (user_id) do update set
         sessions_before = excluded.sessions_before, except_handle = excluded.except_handle`,
      [userId, Date.now(), exceptHandle],
    );
  },
};

/** A session past its absolute timeout opens nothing, ended or not. */
export async function forgetExpiredEndings(): Promise<void> {
  await run("delete from ended_sessions where until <= ?", [Date.now()]);
}
