import { auth } from "@/lib/auth";
import { attempts, expiresByItself, removeExpiredAttempts } from "@/lib/auth/database";
import { askAuth } from "@/lib/auth/outage";
import { sessionTimes } from "@/lib/session/settings";
import type { Store, UserStore } from "@/lib/store/types";

/** What the application asks of its store beside better-auth, which keeps accounts and sessions. */
export function getStore() {
  return store;
}

const users = {
  async list() {
    const found = await askAuth(async () =>
      (await auth.$context).internalAdapter.listUsers(10_000, 0, {
        field: "email",
        direction: "asc",
      }),
    );
    return found.map(toUser);
  },
  async rename(id, name) {
    await askAuth(async () => (await auth.$context).internalAdapter.updateUser(id, { name }));
  },
} satisfies Pick<UserStore, "list" | "rename">;

const store = {
  users,
  attempts,
  async sweep() {
    if (expiresByItself) return;
    const idleSince = new Date(Date.now() - sessionTimes().idleSeconds * 1000);
    await askAuth(async () =>
      (await auth.$context).adapter.deleteMany({
        model: "session",
        where: [
          { field: "expiresAt", operator: "lte", value: new Date(), connector: "OR" },
          { field: "updatedAt", operator: "lte", value: idleSince, connector: "OR" },
        ],
      }),
    );
    await removeExpiredAttempts();
  },
} satisfies Pick<Store, "attempts" | "sweep"> & { users: typeof users };

/** All that the rest of the application may know about a user of better-auth's. */
export function toUser({ id, email, name, ...rest }: Pick<Known, "id" | "email" | "name">) {
  const role = (rest as Partial<Known>).role === "admin" ? ("admin" as const) : ("user" as const);
  return { id, email, name, role };
}

type Known = typeof auth.$Infer.Session.user;
