import type { IdentityStore } from "@/lib/oauth/identity";
import { connect, isOutage, run } from "@/lib/store/sqlite/connection";
import { toUser } from "@/lib/store/sqlite/users";
import { askStore } from "@/lib/store/unavailable";

const TABLE = `create table if not exists identities (
  issuer text not null,
  subject text not null,
  user_id text not null references users (id) on delete cascade,
  primary key (issuer, subject)
)`;

/** The table is made when it is first needed. */
let ready: Promise<unknown> | undefined;

function prepared(): Promise<unknown> {
  ready ??= run(TABLE).catch((error) => {
    ready = undefined; // Try again with the next login.
    throw error;
  });
  return ready;
}

export const identities: IdentityStore = {
  async find({ issuer, subject }) {
    await prepared();
    const [row] = await run(
      `select users.* from users join identities on identities.user_id = users.id
       where issuer = ? and subject = ?`,
      [issuer, subject],
    );
    return row ? toUser(row) : null;
  },
  async create({ issuer, subject }, { id, email, name, role, passwordHash }) {
    await prepared();
    // A batch is one transaction. Without the first row, there is none to select for the second.
    const [, linked] = await askStore(async () => {
      const client = await connect();
      return client.batch(
        [
          {
            sql: `insert into users (id, email, name, role, password_hash)
                  select ?, ?, ?, ?, ? where not exists
                    (select 1 from identities where issuer = ? and subject = ?)
                  on conflict (email) do nothing`,
            args: [id, email, name, role, passwordHash, issuer, subject],
          },
          {
            sql: "insert into identities select ?, ?, id from users where id = ?",
            args: [issuer, subject, id],
          },
        ],
        "write",
      );
    }, isOutage);
    return linked?.rowsAffected === 1;
  },
};
