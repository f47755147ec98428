import type { InValue, ResultSet } from "@libsql/client";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

type Execute = (sql: string, args: InValue[]) => Promise<ResultSet>;

/** What Kysely, better-auth's query builder, needs to know to speak to SQLite by way of libSQL. */
export class LibsqlDialect implements Dialect {
  createDriver: () => Driver;

  constructor(execute: Execute) {
    this.createDriver = () => new LibsqlDriver(execute);
  }

  createAdapter = () => new SqliteAdapter();
  createQueryCompiler = () => new SqliteQueryCompiler();
  createIntrospector = (db: Kysely<unknown>) => new SqliteIntrospector(db);
}

class LibsqlDriver implements Driver {
  acquireConnection: () => Promise<DatabaseConnection>;

  constructor(execute: Execute) {
    this.acquireConnection = async () => new LibsqlConnection(execute);
  }

  init = async () => {};
  releaseConnection = async () => {};
  destroy = async () => {};
  beginTransaction = unsupported;
  commitTransaction = unsupported;
  rollbackTransaction = unsupported;
}

class LibsqlConnection implements DatabaseConnection {
  #execute: Execute;

  constructor(execute: Execute) {
    this.#execute = execute;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, rowsAffected } = await this.#execute(sql, parameters as InValue[]);
    return { rows: rows as Row[], numAffectedRows: BigInt(rowsAffected) };
  }

  streamQuery = unsupported;
}

function unsupported(): never {
  throw new Error("The libSQL dialect of this application has neither transactions nor streams.");
}
