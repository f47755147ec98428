import type { SessionRecord, Store, User } from "../../../templates/base/lib/store/types.ts";
import type { Begun, Import, Subject } from "./subject.ts";

/** Our own sessions: the store's interface. */
export async function serverSession(load: Import): Promise<Subject> {
  const { getStore }: { getStore(): Store } = await load("lib/store/store");
  const { sessions, users } = getStore();
  const accounts = new Map<string, User>();
  const records = new Map<string, SessionRecord>();
  const recordOf = ({ id }: Begun): SessionRecord => {
    const record = records.get(id);
    if (!record) throw new Error(`${id} never began`);
    return record;
  };
  async function begin(userId: string): Promise<Begun> {
    const now = Date.now();
    const id = `hash-${records.size + 1}`;
    const session = {
      idHash: id,
      handle: `handle-of-${id}`,
      userId,
      role: accounts.get(userId)?.role ?? "user",
      device: "test",
      createdAt: now,
      lastUsedAt: now,
      idleUntil: now + 600_000,
      expiresAt: now + 3_600_000,
    };
    await sessions.create(session);
    records.set(id, session);
    return { id, userId };
  }
  return {
    async addUser(id, role) {
      const user = { id, email: `${id}@people.example`, name: id, role };
      accounts.set(id, user);
      await users.create({ ...user, passwordHash: "none" });
    },
    begin,
    lastUse: async ({ id }) => (await sessions.read(id))?.session.lastUsedAt ?? null,
    use: (session) => sessions.touch({ ...recordOf(session), lastUsedAt: Date.now() }),
    end: async ({ id }) => void (await sessions.delete(id)),
    endOthers: ({ id, userId }) => sessions.deleteAllOf(userId, id),
    async exchange({ id, userId }) {
      await sessions.delete(id);
      return begin(userId);
    },
  };
}
