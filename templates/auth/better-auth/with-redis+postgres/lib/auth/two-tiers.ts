import type { Session } from "better-auth";
import type { DBAdapter, Where } from "better-auth/adapters";
import { around, askAuth, toApiError } from "@/lib/auth/outage";
import { idleUntil } from "@/lib/session/timeouts";
import { putCopy, readCopy } from "@/lib/store/tiered/copies";
import { tellEndings } from "@/lib/store/tiered/endings";
import { postgres, redis } from "@/lib/store/tiered/tiers";
import { ignoreOutage, StoreUnavailableError } from "@/lib/store/unavailable";

type Row = Record<string, unknown>;
type Input<Method extends "create" | "findOne" | "update" | "consumeOne"> = Parameters<
  DBAdapter[Method]
>[0];

/**
 * PostgreSQL decides for as long as it answers; Redis has a copy of each session, which stands in while
 * it does not. Whatever else is asked or written then fails, signing out too: who was told that a
 * session has ended can rely on it.
 *
 * better-auth's option `secondaryStorage` is something else: there the copy decides, and the database
 * is asked where there is none. A changed role would go unnoticed, and a session that ended while
 * Redis could not be told would come back.
 *
 * @param adapter keeps hashes of tokens, and throws what lib/auth/outage.ts makes of outages
 */
export function inTwoTiers(adapter: DBAdapter): DBAdapter {
  const truth = around(adapter, (operation) => postgres.ask(() => askAuth(operation)));

  /** Copies a session as it is now, with its user. Nobody has to wait or fail for it. */
  async function copy(session: Session): Promise<void> {
    const where: Where[] = [{ field: "id", value: session.userId }];
    const user = await truth.findOne<Row>({ model: "user", where }).catch(ignoreOutage);
    if (user) await put(session, user);
  }

  const tiers: DBAdapter = {
    ...truth,
    async create<T extends Row, R = T>(input: Input<"create">) {
      const row = await truth.create<Row, R>(input);
      if (input.model === "session") await copy(row as R & Session);
      return row;
    },
    async findOne<T>(input: Input<"findOne">) {
      const token = tokenIn(input);
      if (token === undefined || !input.join?.user) return truth.findOne<T>(input);
      try {
        const row = await truth.findOne<T>(input);
        // What Redis has of this session, if anything, is from before it was away.
        if (row && isOlder(row as T & Session)) void put(row as T & Session);
        return row;
      } catch (error) {
        ignoreOutage(error);
        return (await standIn(token)) as T | null;
      }
    },
    async update<T>(input: Input<"update">) {
      if (input.model !== "session") return truth.update<T>(input);
      try {
        const row = await truth.update<T>(input);
        if (input.update.token) await tellEndings(); // The old one has ended.
        if (row) await copy(row as T & Session);
        return row;
      } catch (error) {
        ignoreOutage(error);
        await slideCopy(input).catch(ignoreOutage);
        throw error;
      }
    },
    async delete(input) {
      await truth.delete(input);
      if (mayEndSessions(input)) await tellEndings();
    },
    async deleteMany(input) {
      const count = await truth.deleteMany(input);
      if (mayEndSessions(input)) await tellEndings();
      return count;
    },
    async consumeOne<T>(input: Input<"consumeOne">) {
      const row = await truth.consumeOne<T>(input);
      if (mayEndSessions(input)) await tellEndings();
      return row;
    },
  };

  return {
    ...around(tiers, (operation) => operation().catch(toApiError)),
    async transaction(work) {
      const inside = (step: Omit<DBAdapter, "transaction">) =>
        work(inTwoTiers({ ...adapter, ...step }));
      const done = postgres.ask(() => askAuth(() => adapter.transaction(inside)));
      const result = await done.catch(toApiError);
      await tellEndings(); // What a transaction ends is not to be seen before it is done.
      return result;
    },
  };
}

/** Does taking away something of this kind end sessions? Those of a user go with the user. */
function mayEndSessions({ model }: { model: string }): boolean {
  return model === "session" || model === "user";
}

/** The token by which a session is asked for, and nothing else. */
function tokenIn({ model, where = [] }: { model: string; where?: Where[] }): string | undefined {
  const [only, ...more] = where;
  if (model !== "session" || only?.field !== "token" || more.length > 0) return undefined;
  return typeof only.value === "string" ? only.value : undefined;
}

function isOlder({ updatedAt }: Session): boolean {
  return updatedAt.getTime() < redis.since;
}

async function put({ user: joined, ...session }: Session & { user?: Row }, user = joined) {
  const until = Math.min(idleUntil(session), session.expiresAt.getTime());
  await redis.ask(() => putCopy(session.token, { session, user }, until)).catch(ignoreOutage);
}

/** What a copy is good for while PostgreSQL is down: null where the session has ended. */
async function standIn(token: string): Promise<(Session & { user: Row }) | null> {
  const found = await redis.ask(() => readCopy<Row, Row>(token));
  if (found === null) return null;
  // More than an ordinary user's rights may have been withdrawn since the copy was made.
  if (found?.user.role !== "user") throw new StoreUnavailableError();
  return { ...(withDates(found.session) as Session), user: withDates(found.user) };
}

/** Sessions are used while PostgreSQL is down: then their use is written into the copy. */
async function slideCopy({ update, ...query }: Input<"update">): Promise<void> {
  const token = tokenIn(query);
  if (token === undefined || Object.keys(update).join() !== "updatedAt") return;
  const found = await redis.ask(() => readCopy<Row, Row>(token));
  if (found) await put({ ...(withDates(found.session) as Session), ...update });
}

/** JSON has no dates; better-auth's names of times end in "At". */
function withDates(row: Row): Row {
  const dated = ([name, value]: [string, unknown]) =>
    [name, name.endsWith("At") && typeof value === "string" ? new Date(value) : value] as const;
  return Object.fromEntries(Object.entries(row).map(dated));
}
