/** Each statement does nothing when its table or index is there. */
export const TABLES = `
  create table if not exists users (
    id text primary key,
    email text not null unique,
    name text not null,
    role text not null,
    password_hash text not null
  );
  create table if not exists sessions (
    id_hash text primary key,
    handle text not null,
    user_id text not null references users (id) on delete cascade,
    role text not null,
    device text not null,
    created_at bigint not null,
    last_used_at bigint not null,
    idle_until bigint not null,
    expires_at bigint not null
  );
  create index if not exists sessions_of_user on sessions (user_id);
  create index if not exists sessions_by_idle on sessions (idle_until);
  create table if not exists login_attempts (
    key text primary key,
    count integer not null,
    until bigint not null
  );
`;
