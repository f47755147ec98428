import { type CleanedWhere, createAdapterFactory } from "better-auth/adapters";
import { matches } from "@/lib/auth/where";
import { ask, key } from "@/lib/store/redis/connection";

type Row = Record<string, unknown>;

/** Where a table of better-auth's lies in Redis. */
interface Layout {
  /** Rows are JSON under `<name>:<value of id>`. */
  name: string;
  id: string;
  /** A field that no two rows share: `<unique>:<value>` is the id of its row. */
  unique?: string;
  /** Fields that rows are asked for by: `<name>-of:<value>` is the set of their ids. */
  groups?: string[];
  /** A field with the time at which the server removes the row. */
  expiry?: string;
}

const LAYOUTS: Record<string, Layout> = {
  users: { name: "user", id: "id", unique: "email" },
  sessions: { name: "session", id: "token", groups: ["userId"], expiry: "expiresAt" },
  accounts: { name: "account", id: "id", groups: ["userId", "accountId"] },
  verifications: { name: "verification", id: "id", groups: ["identifier"], expiry: "expiresAt" },
};

/**
 * Keeps everything of better-auth's in Redis. No command touches two keys, so that a cluster works
 * as well. Tables of plugins work too; asking them for anything but an id reads the whole table.
 */
export function redisAdapter() {
  return createAdapterFactory({
    config: {
      adapterId: "redis",
      supportsDates: false,
      supportsBooleans: true,
      supportsJSON: true,
    },
    adapter: () => ({
      async create({ model, data }) {
        await insert(layoutOf(model), data);
        return data;
      },
      async findOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        const [row] = await find(layoutOf(model), where);
        return (row as T | undefined) ?? null;
      },
      async findMany<T>(query: {
        model: string;
        where?: CleanedWhere[];
        limit: number;
        offset?: number;
        sortBy?: { field: string; direction: "asc" | "desc" };
      }) {
        const { model, where = [], limit, offset = 0, sortBy } = query;
        const rows = await find(layoutOf(model), where);
        if (sortBy) {
          const sign = sortBy.direction === "asc" ? 1 : -1;
          const text = (row: Row) => String(row[sortBy.field] ?? "");
          rows.sort((a, b) => (text(a) < text(b) ? -sign : sign));
        }
        return rows.slice(offset, offset + limit) as T[];
      },
      async update<T>({
        model,
        where,
        update,
      }: {
        model: string;
        where: CleanedWhere[];
        update: T;
      }) {
        const [row] = await find(layoutOf(model), where);
        return row
          ? ((await replace(layoutOf(model), row, { ...row, ...update })) as T | null)
          : null;
      },
      async updateMany({ model, where, update }) {
        const rows = await find(layoutOf(model), where);
        const changed = rows.map((row) => replace(layoutOf(model), row, { ...row, ...update }));
        return (await Promise.all(changed)).filter((row) => row !== null).length;
      },
      async delete({ model, where }) {
        const [row] = await find(layoutOf(model), where);
        if (row) await remove(layoutOf(model), row);
      },
      async deleteMany({ model, where }) {
        const rows = await find(layoutOf(model), where);
        await Promise.all(rows.map((row) => remove(layoutOf(model), row)));
        return rows.length;
      },
      async consumeOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        for (const row of await find(layoutOf(model), where)) {
          // Of two that take the same row, one learns that it did.
          if (await remove(layoutOf(model), row)) return row as T;
        }
        return null;
      },
      async count({ model, where = [] }) {
        return (await find(layoutOf(model), where)).length;
      },
    }),
  });
}

function layoutOf(model: string): Layout {
  return LAYOUTS[model] ?? { name: model, id: "id" };
}

const rowKey = ({ name }: Layout, id: unknown) => key(name, String(id));
const uniqueKey = (field: string, value: unknown) => key(field, String(value));
/** Tables without groups are one group. */
const groupKeys = ({ name, groups }: Layout, row: Row) =>
  groups ? groups.map((group) => key(`${name}-of`, String(row[group]))) : [key(`${name}s`)];

/** The index first: a session that is not in it could not be ended with the others. */
async function insert(layout: Layout, row: Row): Promise<void> {
  const { id, unique } = layout;
  if (unique) {
    const claimed = await ask((redis) =>
      redis.set(uniqueKey(unique, row[unique]), String(row[id]), "NX"),
    );
    if (claimed === null) throw new Error(`There is a ${layout.name} with this ${unique} already.`);
  }
  await join(layout, row);
  await write(layout, row);
}

async function join(layout: Layout, row: Row): Promise<void> {
  const until = expiryOf(layout, row);
  for (const group of groupKeys(layout, row)) {
    await ask(async (redis) => {
      await redis.sadd(group, String(row[layout.id]));
      if (until === undefined) return;
      await redis.pexpireat(group, until, "NX");
      await redis.pexpireat(group, until, "GT");
    });
  }
}

async function write(layout: Layout, row: Row): Promise<void> {
  const until = expiryOf(layout, row);
  const name = rowKey(layout, row[layout.id]);
  const text = JSON.stringify(row);
  await ask((redis) =>
    until === undefined ? redis.set(name, text) : redis.set(name, text, "PXAT", until),
  );
}

/** Null when the row is gone: it must not come back. */
async function replace(layout: Layout, before: Row, after: Row): Promise<Row | null> {
  const { id, unique } = layout;
  if (before[id] !== after[id] || (unique && before[unique] !== after[unique])) {
    if (!(await remove(layout, before))) return null;
    await insert(layout, after);
    return after;
  }
  const name = rowKey(layout, after[id]);
  const written = await ask((redis) =>
    redis.set(name, JSON.stringify(after), "KEEPTTL", "XX" as never),
  );
  return written === null ? null : after;
}

async function remove(layout: Layout, row: Row): Promise<boolean> {
  const { id, unique } = layout;
  const removed = await ask((redis) => redis.del(rowKey(layout, row[id])));
  for (const group of groupKeys(layout, row)) {
    await ask((redis) => redis.srem(group, String(row[id])));
  }
  if (unique) await ask((redis) => redis.del(uniqueKey(unique, row[unique])));
  return removed === 1;
}

/** Goes the shortest way to the rows that may be meant, and picks those that are. */
async function find(layout: Layout, where: CleanedWhere[]): Promise<Row[]> {
  const rows = await Promise.all((await idsFor(layout, where)).map((id) => read(layout, id)));
  return rows.filter((row) => row !== null).filter((row) => matches(row, where));
}

async function idsFor(layout: Layout, where: CleanedWhere[]): Promise<string[]> {
  const { name, id, unique, groups, expiry } = layout;
  const wanted = (field: string | undefined) =>
    where.find(
      (part) =>
        part.field === field && part.connector === "AND" && ["eq", "in"].includes(part.operator),
    )?.value;
  const ids = wanted(id);
  if (ids !== undefined) return [ids].flat().map(String);
  const claimed = unique && wanted(unique);
  if (unique && typeof claimed === "string") {
    const found = await ask((redis) => redis.get(uniqueKey(unique, claimed)));
    return found === null ? [] : [found];
  }
  if (!groups) return ask((redis) => redis.smembers(key(`${name}s`)));
  const member = groups.map(wanted).find((value) => value !== undefined);
  // What has expired, better-auth wants removed: the server has done so.
  if (where.length === 1 && where[0]?.field === expiry && where[0]?.operator === "lt") return [];
  if (member === undefined) return idsOfAll(layout);
  return ask((redis) => redis.smembers(key(`${name}-of`, String(member))));
}

/** Nothing in this application asks so. Sessions that have expired are removed by the server. */
function idsOfAll({ name }: Layout): never {
  throw new Error(`In Redis, the ${name}s of everybody cannot be searched.`);
}

async function read(layout: Layout, id: string): Promise<Row | null> {
  const text = await ask((redis) => redis.get(rowKey(layout, id)));
  return text === null ? null : (JSON.parse(text) as Row);
}

function expiryOf({ expiry }: Layout, row: Row): number | undefined {
  return expiry === undefined ? undefined : new Date(String(row[expiry])).getTime();
}
