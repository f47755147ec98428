import { Service } from "../hosted/service.ts";
import type { StoreAdapter } from "./store.ts";

const nowhere = async (): Promise<never> => {
  throw new Error("the service of the auth library keeps the sessions, out of our sight");
};

/** The service of an auth library, played by us: users can be asked for, sessions cannot. */
export const hosted: StoreAdapter = {
  id: "hosted",
  async open() {
    const service = new Service();
    await service.open();
    return {
      id: "hosted",
      shared: true,
      env: { CLERK_API_URL: service.url },
      preloads: [],
      secrets: [],
      entry: {
        signIn: async (visitor, person) => service.signIn(visitor, person),
        cookie: "__session",
      },
      dump: nowhere,
      countSessions: nowhere,
      traffic: async () => ({ reads: service.fetched, writes: 0 }),
      setRole: async (_app, email, role) => service.setRole(email, role),
      outage: [
        {
          name: "a service that takes connections and says nothing",
          begin: async () => service.fallSilent(),
          end: () => service.open(),
        },
        {
          name: "a service that is not there",
          begin: () => service.close(),
          end: () => service.open(),
        },
      ],
      close: () => service.close(),
    };
  },
};
