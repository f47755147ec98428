/** Made when the pool is opened; lib/auth/tables.ts adds the tables of better-auth. */
export const SCHEMA = [
  `create table if not exists login_attempts (
    counter varchar(128) character set ascii collate ascii_bin not null primary key,
    attempts int not null,
    until bigint not null,
    index login_attempts_by_end (until)
  ) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
];
