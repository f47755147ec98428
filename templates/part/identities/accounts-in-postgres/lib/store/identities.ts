import type { IdentityStore } from "@/lib/oauth/identity";
import { run } from "@/lib/store/postgres/connection";
import { toUser } from "@/lib/store/postgres/users";

/** Two instances that start together would collide; the lock makes the second one wait. */
const TABLE = `begin; select pg_advisory_xact_lock(7305843011);
  create table if not exists identities (
    issuer text not null,
    subject text not null,
    user_id text not null references users (id) on delete cascade,
    primary key (issuer, subject)
  ); commit;`;

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
       where issuer = $1 and subject = $2`,
      [issuer, subject],
    );
    return row ? toUser(row) : null;
  },
  async create({ issuer, subject }, { id, email, name, role, passwordHash }) {
    await prepared();
    // One statement: either both rows are there afterwards, or neither is.
    const linked = await run(
      `with account as (
         insert into users (id, email, name, role, password_hash)
         select $1, $2, $3, $4, $5 where not exists
           (select 1 from identities where issuer = $6 and subject = $7)
         on conflict (email) do nothing returning id
       )
       insert into identities select $6, $7, id from account returning user_id`,
      [id, email, name, role, passwordHash, issuer, subject],
    );
    return linked.length === 1;
  },
};
