import { randomBytes } from "node:crypto";
import { createConnection } from "mysql2/promise";

/**
 * A database of the tests' own on the server of DATABASE_URL, so that they never touch your tables.
 * @param env where DATABASE_URL is looked up
 */
export async function privateStore({ DATABASE_URL }) {
  const database = `session_contract_${randomBytes(6).toString("hex")}`;
  const run = async (sql) => {
    const connection = await createConnection({ uri: DATABASE_URL, connectTimeout: 3000 });
    await connection.query(sql).finally(() => connection.end());
  };
  await run(`create database ${database}`).catch((error) => {
    const advice =
      error.code === "ER_DBACCESS_DENIED_ERROR"
        ? "let its user make databases whose names begin with session_contract_, see compose.yaml"
        : "docker compose up -d --wait";
    throw new Error(`MySQL is not ready for the tests (${error.message}): ${advice}`);
  });
  const url = new URL(DATABASE_URL);
  url.pathname = `/${database}`;
  return { env: { DATABASE_URL: url.href }, remove: () => run(`drop database ${database}`) };
}
