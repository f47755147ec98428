import { ACCOUNT_TABLES } from "@/lib/store/sqlite/tables";

/** Made at first start; each statement does nothing when its table is there. */
export const SCHEMA = [
  ...ACCOUNT_TABLES,
  // One row for each user who has ever ended all sessions, see memcached/generations.ts.
  `create table if not exists session_generations (
    user_id text primary key references users (id) on delete cascade,
    generation integer not null,
    except_hash text not null
  )`,
];
