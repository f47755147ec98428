import { createHmac } from "node:crypto";
import type { DBAdapter, Where } from "better-auth/adapters";

type Input<Method extends "create" | "findOne" | "findMany" | "update" | "consumeOne"> = Parameters<
  DBAdapter[Method]
>[0];
type Query = { model: string; where?: Where[] };
type Values = Record<string, unknown>;

/**
 * Keeps session tokens out of the database: better-auth stores them as they stand in the cookie, so
 * a copy of the table would open every session. With this, the table holds an HMAC of each.
 *
 * Rows that were asked for by their token come back with it; in a list, `token` is the HMAC, which
 * opens nothing.
 */
export function hashTokens(adapter: DBAdapter, secret: string): DBAdapter {
  const hash = (token: string) => createHmac("sha256", secret).update(token).digest("base64url");
  const inTable = ({ token, ...rest }: Values): Values =>
    typeof token === "string" ? { ...rest, token: hash(token) } : rest;

  /** The same question about hashed tokens, and what turns an answer back. */
  function translate<Q extends Query>(query: Q) {
    const asked = query.model === "session" && query.where?.find(({ field }) => field === "token");
    if (!asked) return { query, restore: <Row>(row: Row) => row };
    const tokens = [asked.value].flat().map(String);
    const clear = new Map(tokens.map((token) => [hash(token), token]));
    const value = Array.isArray(asked.value) ? [...clear.keys()] : hash(String(asked.value));
    const where = query.where?.map((part) => (part === asked ? { ...part, value } : part));
    const restore = <Row>(row: Row): Row => {
      const stored = (row as { token?: string } | null)?.token;
      return stored === undefined ? row : { ...row, token: clear.get(stored) ?? stored };
    };
    return { query: { ...query, where }, restore };
  }

  return {
    ...adapter,
    async create<T extends Values, R = T>(input: Input<"create">) {
      if (input.model !== "session") return adapter.create<Values, R>(input);
      const row = await adapter.create<Values, R>({ ...input, data: inTable(input.data) });
      return { ...row, token: (input.data as Values).token };
    },
    async findOne<T>(input: Input<"findOne">) {
      const { query, restore } = translate(input);
      return restore(await adapter.findOne<T>(query));
    },
    async findMany<T>(input: Input<"findMany">) {
      const { query, restore } = translate(input);
      return (await adapter.findMany<T>(query)).map(restore);
    },
    async update<T>(input: Input<"update">) {
      const { query, restore } = translate(input);
      if (input.model !== "session" || !input.update.token) {
        return restore(await adapter.update<T>(query));
      }
      const row = await adapter.update<T>({ ...query, update: inTable(input.update) });
      return row && { ...row, token: input.update.token };
    },
    async consumeOne<T>(input: Input<"consumeOne">) {
      const { query, restore } = translate(input);
      return restore(await adapter.consumeOne<T>(query));
    },
    count: (input) => adapter.count(translate(input).query),
    updateMany: (input) => adapter.updateMany(translate(input).query),
    delete: (input) => adapter.delete(translate(input).query),
    deleteMany: (input) => adapter.deleteMany(translate(input).query),
    incrementOne: (input) => adapter.incrementOne(translate(input).query),
    transaction: (work) =>
      adapter.transaction((inside) => work(hashTokens({ ...adapter, ...inside }, secret))),
  };
}
