import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/stack/catalogue.ts";
import { explain, validStacks } from "../../src/stack/explain.ts";
import { dependenciesOf, layerFolders, limitsOf } from "../../src/stack/layers.ts";
import type { AuthEntry, StoreEntry } from "../../src/stack/types.ts";

const request = { auth: "server-session", store: "sqlite", router: "app" };

describe("the catalogue", () => {
  test("has one entry for each id", () => {
    for (const entries of Object.values(catalogue) as { id: string }[][]) {
      const ids = entries.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test("offers server-session with every server-side store on both routers", () => {
    const offered = validStacks().filter(({ auth }) => auth === "server-session");
    expect(offered).toEqual(
      ["app", "pages"].flatMap((router) =>
        ["sqlite", "postgres", "mysql", "redis", "redis+postgres", "memcached", "memory"].map(
          (store) => ({
            ...request,
            store,
            router,
          }),
        ),
      ),
    );
  });

  test.each(["iron-session", "jose"])("offers %s with sessions in cookies as well", (auth) => {
    const offered = validStacks().filter((stack) => stack.auth === auth);
    const stores = [...new Set(offered.map(({ store }) => store))];
    const fitting = catalogue.stores.filter(({ kind }) => kind !== "hosted");
    expect(stores.sort()).toEqual(fitting.map(({ id }) => id).sort());
  });

  test("an extra that builds on one store is refused with the others", () => {
    const extras = ["upstash"];
    expect(explain({ ...request, store: "redis", extras }).valid).toBe(true);
    expect(explain({ ...request, store: "postgres", extras })).toEqual({
      valid: false,
      part: "extra",
      reason: "Upstash works with Redis only.",
      nearest: ["tailwind", "github-actions"],
    });
  });

  test("Redis over HTTP does without the driver of the connection", () => {
    const found = explain({ ...request, store: "redis", extras: ["upstash"] });
    if (!found.valid) throw new Error("Upstash is not valid with Redis.");
    const { dependencies } = dependenciesOf(found.stack);
    expect(Object.keys(dependencies)).toContain("@upstash/redis");
    expect(Object.keys(dependencies)).not.toContain("ioredis");
  });

  test("an extra for some auth libraries is refused with the others, by their names", () => {
    const extras = ["oauth"];
    for (const auth of ["next-auth", "authjs", "better-auth"]) {
      expect(explain({ ...request, auth, extras }).valid, auth).toBe(true);
    }
    expect(explain({ ...request, extras })).toEqual({
      valid: false,
      part: "extra",
      reason: "OAuth works with Auth.js, NextAuth.js and better-auth only.",
      nearest: ["tailwind", "github-actions"],
    });
  });

  test("an extra that keeps accounts is refused where nobody knows how they are kept", () => {
    const [sqlite] = catalogue.stores as [StoreEntry];
    const ninth: StoreEntry = { ...sqlite, id: "ninth", name: "Ninth" };
    const wider = { ...catalogue, stores: [...catalogue.stores, ninth] };
    const wish = { ...request, auth: "authjs", extras: ["oauth"] };
    expect(explain({ ...wish, store: "ninth" }, wider)).toMatchObject({
      reason: "OAuth does not know yet how Ninth keeps accounts.",
    });
    expect(explain({ ...wish, store: "memcached" }, wider).valid).toBe(true);
  });

  test("every listed stack explains itself as valid", () => {
    for (const stack of validStacks()) expect(explain(stack).valid).toBe(true);
  });

  test("the memory store states that it keeps no session over a restart or between instances", () => {
    const found = explain({ ...request, store: "memory" });
    if (!found.valid) throw new Error(found.reason);
    expect(limitsOf(found.stack).map(({ clause }) => clause)).toEqual([11, 12]);
  });
});

describe("explain", () => {
  test.each([
    ["store", "postgre", "postgres"],
    ["store", "reddis", "redis"],
    ["store", "SQLite", "sqlite"],
    ["auth", "server-sesion", "server-session"],
    ["router", "ap", "app"],
  ])("an unknown %s %j is answered with %j first", (part, typed, expected) => {
    const found = explain({ ...request, [part]: typed });
    expect(found).toMatchObject({ valid: false, part, reason: `There is no ${part} "${typed}".` });
    expect(!found.valid && found.nearest[0]).toBe(expected);
  });

  test("a word that resembles nothing is answered with everything there is", () => {
    const found = explain({ ...request, store: "cassandra" });
    expect(!found.valid && found.nearest).toEqual(catalogue.stores.map(({ id }) => id));
  });

  test("an unknown extra is named", () => {
    const found = explain({ ...request, extras: ["tailwnd"] });
    expect(found).toMatchObject({ valid: false, part: "extra", nearest: ["tailwind"] });
  });

  test("a pair that cannot work says why and names stores that would", () => {
    const [auth] = catalogue.auths as [AuthEntry];
    const [store] = catalogue.stores as [StoreEntry];
    const sealed: AuthEntry = { ...auth, id: "sealed", name: "Sealed", storeKinds: ["cookie"] };
    const cookie: StoreEntry = { ...store, id: "cookie", name: "Cookie", kind: "cookie" };
    const wider = { ...catalogue, auths: [sealed], stores: [store, cookie] };
    expect(explain({ ...request, auth: "sealed" }, wider)).toEqual({
      valid: false,
      part: "store",
      reason: "Sealed keeps its sessions in the cookie, SQLite is for sessions kept on the server.",
      nearest: ["cookie"],
    });
    expect(validStacks(wider)).toEqual(
      ["app", "pages"].map((router) => ({ auth: "sealed", store: "cookie", router })),
    );
  });

  test("a router that the auth library does not know is refused", () => {
    const [auth] = catalogue.auths as [AuthEntry];
    const pagesOnly: AuthEntry = { ...auth, routers: ["pages"] };
    expect(explain(request, { ...catalogue, auths: [pagesOnly] })).toMatchObject({
      valid: false,
      part: "router",
      reason: "Server session is not offered for the App Router.",
      nearest: ["pages"],
    });
  });
});

describe("a resolved stack", () => {
  const found = explain({ ...request, store: "postgres", extras: ["tailwind"] });
  if (!found.valid) throw new Error(found.reason);

  const variantsOf = (folder: string) =>
    [
      ...["shared", "on-app", "with-server", "with-server-on-app"],
      ...["over-together", "over-postgres", "with-postgres"],
    ].map((name) => `${folder}/${name}`);

  test("is rendered from its folders in order", () => {
    expect(layerFolders(found.stack).map(({ path }) => path)).toEqual([
      "base",
      "router/app",
      ...variantsOf("part/sessions"),
      ...variantsOf("part/guards"),
      ...variantsOf("part/sign-in"),
      ...variantsOf("part/together"),
      ...variantsOf("part/postgres"),
      ...variantsOf("part/self-test"),
      ...variantsOf("part/generators"),
      ...variantsOf("auth/server-session"),
      "store/postgres",
      "extras/tailwind",
    ]);
  });

  test("has the folders of an extra for its library and for where its accounts are", () => {
    const wish = { auth: "authjs", store: "memcached", router: "pages", extras: ["oauth"] };
    const made = explain(wish);
    if (!made.valid) throw new Error(made.reason);
    const paths = layerFolders(made.stack).map(({ path }) => path);
    expect(paths.filter((path) => /^(part\/identities|extras)\/.*(for|in)-/.test(path))).toEqual([
      "part/identities/for-authjs",
      "part/identities/for-authjs-on-pages",
      "part/identities/accounts-in-sqlite",
      "extras/oauth/for-authjs",
      "extras/oauth/for-authjs-on-pages",
      "extras/oauth/accounts-in-sqlite",
    ]);
  });

  test("depends on its layers' packages, pinned and sorted, and on no other store's", () => {
    const { dependencies, devDependencies } = dependenciesOf(found.stack);
    expect(Object.keys(dependencies)).toEqual(["next", "pg", "react", "react-dom", "server-only"]);
    expect(Object.keys(devDependencies)).toContain("@tailwindcss/postcss");
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});
