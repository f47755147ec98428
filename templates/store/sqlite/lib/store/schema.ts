import { ACCOUNT_TABLES } from "@/lib/store/sqlite/tables";

/** Made at first start; each statement does nothing when its table or index is there. */
export const SCHEMA = [
  ...ACCOUNT_TABLES,
  `create table if not exists sessions (
    id_hash text primary key,
    handle text not null,
    user_id text not null references users (id) on delete cascade,
    role text not null,
    device text not null,
    created_at integer not null,
    last_used_at integer not null,
    idle_until integer not null,
    expires_at integer not null
  )`,
  "create index if not exists sessions_of_user on sessions (user_id)",
  "create index if not exists sessions_by_idle on sessions (idle_until)",
];
