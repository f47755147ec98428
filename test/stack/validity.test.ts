import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/stack/catalogue.ts";
import { explain, validStacks } from "../../src/stack/explain.ts";

// The second opinion: which stacks there are, and why there are no others. It was written from what
// the libraries can do, not from src/stack, and has to agree with it.

const stores = [
  "cookie",
  "memory",
  "sqlite",
  "postgres",
  "mysql",
  "redis",
  "memcached",
  "redis+postgres",
  "hosted",
] as const;
type Store = (typeof stores)[number];

const routers = ["app", "pages"] as const;
type Router = (typeof routers)[number];

const ownServer = "memory sqlite postgres mysql redis memcached redis+postgres";

const notHosted = "its sessions are kept by the application, not by somebody's service";
const idOnly = "its cookie carries an id, and the session has to lie somewhere else";
const database = "it searches its records by more than one key, so that it needs a database";
const service = "sessions are kept by its service and nowhere else";
const oldRouter = "it wraps the request and response of the Pages Router";
const newRouter = "it reads cookies() of next/headers, which the App Router has";

interface Expected {
  /** Stores it works with, separated by blanks. */
  readonly with: string;
  /** Why not with each of the others. */
  readonly without: Partial<Readonly<Record<Store, string>>>;
  readonly routers: readonly Router[];
  /** Why not on the other router. */
  readonly otherRouter?: string;
}

const expected: Readonly<Record<string, Expected>> = {
  "server-session": {
    with: ownServer,
    without: { cookie: idOnly, hosted: notHosted },
    routers,
  },
  "next-auth": { with: `cookie ${ownServer}`, without: { hosted: notHosted }, routers },
  authjs: { with: `cookie ${ownServer}`, without: { hosted: notHosted }, routers },
  "iron-session": { with: `cookie ${ownServer}`, without: { hosted: notHosted }, routers },
  jose: { with: `cookie ${ownServer}`, without: { hosted: notHosted }, routers },
  "better-auth": {
    with: "memory sqlite postgres mysql redis redis+postgres",
    without: { cookie: idOnly, memcached: database, hosted: notHosted },
    routers,
  },
  clerk: {
    with: "hosted",
    without: {
      cookie: service,
      memory: service,
      sqlite: service,
      postgres: service,
      mysql: service,
      redis: service,
      memcached: service,
      "redis+postgres": service,
    },
    routers,
  },
  "next-session": {
    with: ownServer,
    without: { cookie: idOnly, hosted: notHosted },
    routers: ["pages"],
    otherRouter: oldRouter,
  },
  "next-app-session": {
    with: ownServer,
    without: { cookie: idOnly, hosted: notHosted },
    routers: ["app"],
    otherRouter: newRouter,
  },
};

const triples = Object.entries(expected).flatMap(([auth, entry]) =>
  stores.flatMap((store) =>
    routers.map((router) => {
      const reason =
        entry.without[store] ?? (entry.routers.includes(router) ? undefined : entry.otherRouter);
      return { auth, store, router, reason };
    }),
  ),
);

test("the second opinion has a reason for exactly what it holds to be invalid", () => {
  for (const [auth, entry] of Object.entries(expected)) {
    const named = [...entry.with.split(" "), ...Object.keys(entry.without)];
    expect(named.sort(), auth).toEqual([...stores].sort());
    expect(entry.otherRouter === undefined, auth).toBe(entry.routers.length === routers.length);
  }
});

test("the catalogue has no library and no store that the second opinion does not know", () => {
  const known = (ids: { id: string }[], all: readonly string[]) =>
    ids.map(({ id }) => id).filter((id) => !all.includes(id));
  expect(known([...catalogue.auths], Object.keys(expected))).toEqual([]);
  expect(known([...catalogue.stores], stores)).toEqual([]);
});

// What is not in the catalogue yet cannot be compared.
const there = (entries: readonly { id: string }[], id: string) =>
  entries.some((entry) => entry.id === id);
const comparable = triples.filter(
  ({ auth, store }) => there(catalogue.auths, auth) && there(catalogue.stores, store),
);

test("both opinions list the same stacks", () => {
  const names = (list: readonly { auth: string; store: string; router: string }[]) =>
    list.map(({ auth, store, router }) => `${auth} × ${store} × ${router}`).sort();
  const valid = comparable.filter(({ reason }) => reason === undefined);
  expect(names(validStacks())).toEqual(names(valid));
});

describe.each(comparable.filter(({ reason }) => reason !== undefined))(
  "$auth × $store × $router is invalid: $reason",
  ({ auth, store, router }) => {
    const found = explain({ auth, store, router });

    test("and the catalogue says why in one sentence, which names the library", () => {
      if (found.valid) throw new Error("the catalogue takes it for valid");
      expect(found.reason).toMatch(/^\S.{30,}[^.]\.$/);
      const name = catalogue.auths.find(({ id }) => id === auth)?.name ?? "";
      expect(found.reason.toLowerCase()).toContain(name.toLowerCase());
    });

    test("and what it offers instead is valid", () => {
      if (found.valid) throw new Error("the catalogue takes it for valid");
      expect(found.nearest).not.toEqual([]);
      if (found.part !== "store") return;
      for (const other of found.nearest) {
        expect(explain({ auth, store: other, router }).valid, other).toBe(true);
      }
    });
  },
);
