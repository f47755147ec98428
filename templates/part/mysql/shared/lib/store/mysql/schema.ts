/**
 * Made at first start; each statement does nothing when its table is there. Everything is compared
 * byte for byte (the collations ending in _bin): ids that differ only in case are different ids.
 */
export const SCHEMA = [
  `create table if not exists users (
    id varchar(64) character set ascii collate ascii_bin not null primary key,
    email varchar(254) not null unique,
    name varchar(255) not null,
    role varchar(32) not null,
    password_hash varchar(255) not null
  ) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
  `create table if not exists sessions (
    id_hash varchar(64) character set ascii collate ascii_bin not null primary key,
    handle varchar(64) not null,
    user_id varchar(64) character set ascii collate ascii_bin not null,
    role varchar(32) not null,
    device varchar(255) not null,
    created_at bigint not null,
    last_used_at bigint not null,
    idle_until bigint not null,
    expires_at bigint not null,
    index sessions_of_user (user_id),
    index sessions_by_idle (idle_until),
    foreign key (user_id) references users (id) on delete cascade
  ) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
  `create table if not exists login_attempts (
    counter varchar(128) character set ascii collate ascii_bin not null primary key,
    attempts int not null,
    until bigint not null,
    index login_attempts_by_end (until)
  ) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
];
