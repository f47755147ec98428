import type { SessionRecord, SessionStore } from "@/lib/store/types";
import { ask, expires, key } from "./connection";
import { beginGeneration, type Owner, readOwner } from "./generations";

/**
 * memcached may drop anything at any time, so it holds only what may be lost: then somebody has to
 * sign in again. A session ends when its record is deleted, or with its generation.
 *
 *     session:<hash>            the record, as JSON
 *     user-sessions:<user id>   hashes of a user's newest sessions, for the account page
 */
export const sessions: SessionStore = {
  async create(session) {
    const owner = await readOwner(session.userId);
    if (!owner) throw new Error("A session needs a user.");
    const value = JSON.stringify({ ...session, generation: owner.generation });
    const name = key("session", session.idHash);
    await ask((client) => client.set(name, value, expires(session.idleUntil)));
    await list(session);
  },
  async read(idHash) {
    const record = await readRecord(idHash);
    const owner = record && (await readOwner(record.userId));
    if (!record || !owner || !isCurrent(record, owner)) return null;
    return { session: toSession(record), user: owner.user };
  },
  async touch(session) {
    const { idHash, lastUsedAt, idleUntil } = session;
    const record = await readRecord(idHash);
    if (!record) return;
    const value = JSON.stringify({ ...record, lastUsedAt, idleUntil });
    // Not set: it would bring back a session that was deleted a moment ago.
    await ask((client) => client.replace(key("session", idHash), value, expires(idleUntil)));
    await list(session);
  },
  async delete(idHash) {
    return ask((client) => client.delete(key("session", idHash)));
  },
  async deleteAllOf(userId, exceptIdHash = "") {
    await beginGeneration(userId, exceptIdHash);
  },
  async listOf(userId) {
    const owner = await readOwner(userId);
    if (!owner) return [];
    const records = await Promise.all((await listed(userId)).map(([hash]) => readRecord(hash)));
    const now = Date.now();
    return records
      .filter((record) => record !== null)
      .filter((record) => record.idleUntil > now && isCurrent(record, owner))
      .map(toSession);
  },
};

interface StoredRecord extends SessionRecord {
  /** The generation of its user's sessions that it began in. */
  generation: number;
}

function isCurrent({ generation, idHash }: StoredRecord, owner: Owner): boolean {
  return generation === owner.generation || idHash === owner.exceptHash;
}

function toSession({ generation: _, ...session }: StoredRecord): SessionRecord {
  return session;
}

async function readRecord(idHash: string): Promise<StoredRecord | null> {
  const { value } = await ask((client) => client.get(key("session", idHash)));
  return value === null ? null : (JSON.parse(value.toString()) as StoredRecord);
}

const LONGEST_LIST = 100;
type Listed = [idHash: string, expiresAt: number];

async function listed(userId: string): Promise<Listed[]> {
  const { value } = await ask((client) => client.get(key("user-sessions", userId)));
  const entries = value === null ? [] : (JSON.parse(value.toString()) as Listed[]);
  const now = Date.now();
  return entries.filter(([, expiresAt]) => expiresAt > now);
}

/**
 * Two that list sessions at the same moment may lose one of them, and memcached may drop the list:
 * an entry that is missing comes back when its session is next written. Until then only the account
 * page lacks it. Whether a session is valid never depends on the list.
 */
async function list({ userId, idHash, expiresAt }: SessionRecord): Promise<void> {
  const others = await listed(userId);
  if (others.some(([hash]) => hash === idHash)) return;
  const entries: Listed[] = [...others, [idHash, expiresAt]];
  const value = JSON.stringify(entries.slice(-LONGEST_LIST));
  const lastEnd = Math.max(...entries.map(([, end]) => end));
  await ask((client) => client.set(key("user-sessions", userId), value, expires(lastEnd)));
}
