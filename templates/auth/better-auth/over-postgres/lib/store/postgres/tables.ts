/** Made when the pool is opened; lib/auth/tables.ts adds the tables of better-auth. */
export const TABLES = `
  create table if not exists login_attempts (
    key text primary key,
    count integer not null,
    until bigint not null
  );
`;
