import { ACCOUNT_TABLES } from "@/lib/store/sqlite/tables";

/** Made at first start; each statement does nothing when its table or index is there. */
export const SCHEMA = [
  ...ACCOUNT_TABLES,
  // Sessions, and single cookies of sessions, that ended before their time.
  `create table if not exists ended_sessions (
    name text primary key,
    until integer not null
  )`,
  "create index if not exists ended_sessions_by_time on ended_sessions (until)",
  // "Log out everywhere": one row for a user, however many sessions that ended.
  `create table if not exists ended_users (
    user_id text primary key references users (id) on delete cascade,
    sessions_before integer not null,
    except_handle text not null
  )`,
];
