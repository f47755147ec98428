import type { Begun, Import, Subject } from "./subject.ts";

/** better-auth's sessions, as the application asks for them and ends them. */
export async function betterAuth(load: Import): Promise<Subject> {
  const { auth } = await load("lib/auth");
  const { askAuth } = await load("lib/auth/outage");
  const { prepareTables } = await load("lib/auth/tables");
  const { endDevice, endOtherDevices } = await load("lib/session/devices");
  const { touchSession } = await load("lib/session/upkeep");
  await prepareTables();
  const { internalAdapter } = await auth.$context;
  const users = new Map<string, string>();
  const handles = new Map<string, string>();
  const sessionOf = ({ id, userId }: Begun) => ({
    user: { id: users.get(userId) },
    handle: handles.get(id),
  });
  const begun = (userId: string, session: { id: string; token: string }): Begun => {
    handles.set(session.token, session.id);
    return { id: session.token, userId };
  };
  return {
    async addUser(id, role) {
      const account = { name: id, email: `${id}@people.example`, emailVerified: false, role };
      const user = await internalAdapter.createUser(account, { method: "email-password" });
      users.set(id, user.id);
    },
    begin: async (userId) => begun(userId, await internalAdapter.createSession(users.get(userId))),
    lastUse: ({ id }) =>
      askAuth(async () => {
        const found = await internalAdapter.findSession(id);
        return found ? found.session.updatedAt.getTime() : null;
      }),
    // What cannot be written down while PostgreSQL is away is written into the copy.
    use: ({ id }) => touchSession(id).catch(() => {}),
    async end(session) {
      const { user, handle } = sessionOf(session);
      await endDevice({ user }, handle);
    },
    endOthers: (session) => endOtherDevices(sessionOf(session)),
    async exchange({ id, userId }) {
      const token = `exchanged-for-${id}`;
      return begun(userId, await internalAdapter.updateSession(id, { token }));
    },
  };
}
