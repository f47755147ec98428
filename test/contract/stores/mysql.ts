import { execFileSync } from "node:child_process";
import { chownSync, mkdirSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { Child, until } from "../app/child.ts";
import { freePort } from "../app/ports.ts";
import { accountOf, findBinary } from "./binaries.ts";
import { openRelay } from "./relay.ts";
import { sqlTraffic } from "./sql.ts";
import type { StoreAdapter } from "./store.ts";

const password = "My-7f20ce9b51d84a63";
const database = "contract";

/** An own MariaDB that writes every statement to mysql.general_log; durability is off. */
export const mysql: StoreAdapter = {
  id: "mysql",
  async open(directory) {
    const account = accountOf("mysql");
    const data = path.join(directory, "data");
    const socket = path.join(directory, "s");
    mkdirSync(data, { recursive: true });
    if (account.uid !== undefined) {
      for (const folder of [directory, data]) chownSync(folder, account.uid, account.gid ?? -1);
    }
    const server = findBinary("mariadbd", "mariadb-server", ["/usr/sbin", "/usr/libexec"]);
    const client = findBinary("mariadb", "mariadb-client");
    const dump = findBinary("mariadb-dump", "mariadb-client");
    const install = findBinary("mariadb-install-db", "mariadb-server");
    const files = ["--no-defaults", `--datadir=${data}`];
    const accounts = ["--skip-test-db", "--auth-root-authentication-method=normal"];
    execFileSync(install, [...files, ...accounts], { ...account, cwd: directory, stdio: "pipe" });

    const asRoot = ["--no-defaults", `--socket=${socket}`, "--user=root"];
    const query = async (sql: string, into = "") => {
      const flags = ["--batch", "--raw", "--skip-column-names", "--execute", sql];
      const { stdout } = await execa(client, [...asRoot, ...flags, ...(into ? [into] : [])]);
      return stdout;
    };
    const port = await freePort();
    const start = async () => {
      const place = [`--port=${port}`, "--bind-address=127.0.0.1", `--socket=${socket}`];
      const speed = ["--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync"];
      const logging = ["--general-log=1", "--log-output=TABLE", "--skip-log-bin"];
      const child = new Child(
        server,
        [...files, ...place, ...speed, ...logging, `--pid-file=${directory}/pid`],
        { ...account, cwd: directory },
      );
      await until(child, "MariaDB", () => query("select 1").then(Boolean, () => false));
      return child;
    };
    let running = await start();
    await query(
      `create database ${database};
       create user 'contract'@'127.0.0.1' identified by '${password}';
       grant all on ${database}.* to 'contract'@'127.0.0.1';`,
    );
    const relay = await openRelay(port);
    const url = (at: number) => `mysql://contract:${password}@127.0.0.1:${at}/${database}`;
    return {
      id: "mysql",
      shared: true,
      env: { DATABASE_URL: url(port) },
      preloads: [],
      secrets: [password],
      async dump() {
        const { stdout } = await execa(dump, [...asRoot, database], { encoding: "buffer" });
        return Buffer.from(stdout);
      },
      countSessions: async () => Number(await query("select count(*) from sessions", database)),
      async traffic() {
        // Line breaks inside statements would look like more statements.
        const statements = await query(
          `select replace(convert(argument using utf8mb4), '\\n', ' ') from mysql.general_log
           where command_type in ('Query', 'Execute') and user_host like 'contract[%'`,
        );
        return sqlTraffic(statements.split("\n"));
      },
      async setRole(_app, email, role) {
        await query(`update users set role = '${role}' where email = '${email}'`, database);
      },
      outage: [
        {
          name: "MySQL stopped",
          begin: async () => void (await running.stop("SIGTERM", 10_000)),
          end: async () => {
            running = await start();
          },
        },
        {
          name: "MySQL silent",
          env: { DATABASE_URL: url(relay.port) },
          begin: async () => relay.freeze(),
          end: async () => relay.thaw(),
        },
      ],
      async close() {
        relay.close();
        await running.stop("SIGKILL");
      },
    };
  },
};
