import { randomBytes } from "node:crypto";
import pg from "pg";

/**
 * A schema of the tests' own in the database of DATABASE_URL, so that they never touch your tables.
 * @param env where DATABASE_URL is looked up
 */
export async function privateStore({ DATABASE_URL }) {
  const schema = `session_contract_${randomBytes(6).toString("hex")}`;
  const run = async (sql) => {
    const client = new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 3000 });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await run(`create schema ${schema}`).catch((error) => {
    throw new Error(`PostgreSQL is not there (${error.message}): docker compose up -d --wait`);
  });
  const url = new URL(DATABASE_URL);
  url.searchParams.set("options", `-c search_path=${schema}`);
  return { env: { DATABASE_URL: url.href }, remove: () => run(`drop schema ${schema} cascade`) };
}
