const USERS = `create table if not exists users (
  id text primary key,
  email text not null unique,
  name text not null,
  role text not null,
  password_hash text not null
)`;

export const LOGIN_ATTEMPTS = `create table if not exists login_attempts (
  key text primary key,
  count integer not null,
  until integer not null
)`;

/** Accounts and login attempts; each statement does nothing when its table is there. */
export const ACCOUNT_TABLES = [USERS, LOGIN_ATTEMPTS];
