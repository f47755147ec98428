import { execFileSync } from "node:child_process";
import { chownSync, closeSync, mkdirSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { Child, until } from "../app/child.ts";
import { freePort } from "../app/ports.ts";
import { accountOf, findBinary, postgresFolders } from "./binaries.ts";
import { openRelay } from "./relay.ts";
import { sqlTraffic } from "./sql.ts";
import type { StoreAdapter } from "./store.ts";

// Trust lets anybody in, yet applications send it: so clause 18 can look for it in their logs.
const password = "Pg-4d1c7be0f2a95e36";

/** An own cluster that logs every statement; durability is off, nobody needs it tomorrow. */
export const postgres: StoreAdapter = {
  id: "postgres",
  async open(directory) {
    const account = accountOf("postgres");
    const data = path.join(directory, "data");
    const log = path.join(directory, "postgres.log");
    mkdirSync(data, { recursive: true });
    if (account.uid !== undefined) {
      for (const folder of [directory, data]) chownSync(folder, account.uid, account.gid ?? -1);
    }
    const find = (name: string) => findBinary(name, "postgresql", postgresFolders());
    const init = [
      "-D",
      data,
      "-U",
      "contract",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
    ];
    execFileSync(find("initdb"), init, { ...account, cwd: directory, stdio: "pipe" });

    const port = await freePort();
    const url = `postgres://contract:${password}@127.0.0.1:${port}/postgres`;
    const settings = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];
    const logging = [
      "log_statement=all",
      "log_min_error_statement=panic",
      "log_line_prefix=\u0001",
    ];
    const options = [...settings, ...logging, "listen_addresses=127.0.0.1"].flatMap((s) => [
      "-c",
      s,
    ]);
    const start = async () => {
      const output = openSync(log, "a");
      const child = new Child(
        find("postgres"),
        ["-D", data, "-p", `${port}`, "-k", data, ...options],
        {
          ...account,
          cwd: directory,
          stdio: ["ignore", output, output],
        },
      );
      closeSync(output);
      await until(child, "PostgreSQL", () => run(url, "select 1").then(Boolean, () => false));
      return child;
    };
    let server = await start();
    const relay = await openRelay(port);
    return {
      id: "postgres",
      shared: true,
      env: { DATABASE_URL: url },
      preloads: [],
      secrets: [password],
      dump: () => dump(url),
      countSessions: async () =>
        Number((await run(url, "select count(*) as n from sessions"))[0]?.n),
      traffic: async () => sqlTraffic(statements(await readFile(log, "utf8"))),
      async setRole(_app, email, role) {
        await run(url, "update users set role = $1 where email = $2", [role, email]);
      },
      outage: [
        {
          name: "PostgreSQL stopped",
          // Fast shutdown: connections are cut, as when the host goes away.
          begin: async () => void (await server.stop("SIGINT")),
          end: async () => {
            server = await start();
          },
        },
        {
          name: "PostgreSQL silent",
          env: { DATABASE_URL: url.replace(`:${port}`, `:${relay.port}`) },
          begin: async () => relay.freeze(),
          end: async () => relay.thaw(),
        },
      ],
      async close() {
        relay.close();
        await server.stop("SIGINT");
      },
    };
  },
};

async function run(url: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

async function dump(url: string): Promise<Buffer> {
  const tables = await run(
    url,
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const rows = await Promise.all(
    tables.map(({ name }) => run(url, `select t::text as row from ${name} t`)),
  );
  return Buffer.from(
    rows
      .flat()
      .map(({ row }) => String(row))
      .join("\n"),
  );
}

/** Statements of a server log; each begins with the line prefix, and may run over several lines. */
function statements(log: string): string[] {
  return log
    .split("\u0001")
    .map((entry) => /^LOG: {2}(?:statement|execute [^:]*): ([\s\S]*)$/.exec(entry)?.[1])
    .filter((statement) => statement !== undefined);
}
