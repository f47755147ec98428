import type { IdentityStore } from "@/lib/oauth/identity";
import { change, connect, isDuplicate, isOutage, query } from "@/lib/store/mysql/connection";
import { toUser } from "@/lib/store/mysql/users";
import { askStore } from "@/lib/store/unavailable";

/** Compared byte for byte: as text, MySQL would pass over a blank at the end of a subject. */
const TABLE = `create table if not exists identities (
  issuer varbinary(255) not null,
  subject varbinary(255) not null,
  user_id varchar(64) character set ascii collate ascii_bin not null,
  primary key (issuer, subject),
  foreign key (user_id) references users (id) on delete cascade
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`;

/** The table is made when it is first needed. */
let ready: Promise<unknown> | undefined;

function prepared(): Promise<unknown> {
  ready ??= change(TABLE, []).catch((error) => {
    ready = undefined; // Try again with the next login.
    throw error;
  });
  return ready;
}

export const identities: IdentityStore = {
  async find({ issuer, subject }) {
    await prepared();
    const [row] = await query(
      `select users.* from users join identities on identities.user_id = users.id
       where issuer = ? and subject = ?`,
      [issuer, subject],
    );
    return row ? toUser(row) : null;
  },
  async create({ issuer, subject }, { id, email, name, role, passwordHash }) {
    await prepared();
    return askStore(async () => {
      const connection = await (await connect()).getConnection();
      try {
        await connection.beginTransaction();
        await connection.execute(
          "insert into users (id, email, name, role, password_hash) values (?, ?, ?, ?, ?)",
          [id, email, name, role, passwordHash],
        );
        await connection.execute("insert into identities values (?, ?, ?)", [issuer, subject, id]);
        await connection.commit();
        return true;
      } catch (error) {
        await connection.rollback();
        if (isDuplicate(error)) return false;
        throw error;
      } finally {
        connection.release();
      }
    }, isOutage);
  },
};
