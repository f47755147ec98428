import type { Identity, IdentityStore } from "@/lib/oauth/identity";
import { getStore } from "@/lib/store/store";

/** On globalThis for the reason that lib/store/store.ts gives. Ids of users by their identity. */
const KEY = Symbol.for("create-session-app.identities");
const shared = globalThis as { [KEY]?: Map<string, string> };

function known(): Map<string, string> {
  shared[KEY] ??= new Map();
  return shared[KEY];
}

const nameOf = ({ issuer, subject }: Identity) => JSON.stringify([issuer, subject]);

export const identities: IdentityStore = {
  async find(identity) {
    const id = known().get(nameOf(identity));
    return id === undefined ? null : getStore().users.byId(id);
  },
  async create(identity, account) {
    const name = nameOf(identity);
    if (known().has(name)) return false;
    known().set(name, account.id); // First, so that nobody comes in between.
    if (await getStore().users.create(account)) return true;
    known().delete(name);
    return false;
  },
};
