import { type Catalogue, catalogue as everything } from "./catalogue.ts";
import { accountsOf } from "./layers.ts";
import { nearest } from "./nearest.ts";
import type {
  AuthEntry,
  ExtraEntry,
  Layer,
  ResolvedStack,
  RouterId,
  Stack,
  StoreEntry,
} from "./types.ts";

/** What somebody asks for, not yet known to exist or to fit together. */
export interface StackRequest {
  readonly auth: string;
  readonly store: string;
  readonly router: string;
  readonly extras?: readonly string[];
}

export type Explanation =
  | { readonly valid: true; readonly stack: ResolvedStack }
  | {
      readonly valid: false;
      /** Which answer to change. */
      readonly part: "auth" | "store" | "router" | "extra";
      /** One sentence for a person. */
      readonly reason: string;
      /** Values that would do instead, the likeliest first. */
      readonly nearest: readonly string[];
    };

/** Whether a stack can be generated, and where not: why, and what could be instead. */
export function explain(request: StackRequest, catalogue: Catalogue = everything): Explanation {
  const auth = find("auth", request.auth, catalogue.auths);
  if (!auth.valid) return auth;
  const router = find("router", request.router, catalogue.routers);
  if (!router.valid) return router;
  const store = find("store", request.store, catalogue.stores);
  if (!store.valid) return store;
  const extras = [];
  for (const id of request.extras ?? []) {
    const extra = find("extra", id, catalogue.extras);
    if (!extra.valid) return extra;
    extras.push(extra.entry);
  }
  const stack = { auth: auth.entry, router: router.entry, store: store.entry, extras };
  return misfit(stack, catalogue) ?? { valid: true, stack };
}

/** Every valid stack without extras, in the order of the catalogue. */
export function validStacks(catalogue: Catalogue = everything): Stack[] {
  return catalogue.auths.flatMap((auth) =>
    catalogue.routers
      .filter((router) => auth.routers.includes(router.id))
      .flatMap((router) =>
        catalogue.stores
          .filter((store) => storeMisfit(auth, store) === undefined)
          .map((store) => ({ auth: auth.id, store: store.id, router: router.id })),
      ),
  );
}

/** Why this auth library cannot use this store, as one sentence; undefined where it can. */
export function storeMisfit(auth: AuthEntry, store: StoreEntry): string | undefined {
  if (!auth.storeKinds.includes(store.kind)) {
    return `${auth.name} keeps its sessions ${places[auth.storeKinds[0] ?? "server"]}, ${store.name} is for sessions kept ${places[store.kind]}.`;
  }
  return auth.unfitStores?.[store.id];
}

/** Why this auth library cannot be used with this router, as one sentence; undefined where it can. */
export function routerMisfit(auth: AuthEntry, router: RouterId): string | undefined {
  if (auth.routers.includes(router)) return undefined;
  return `${auth.name} is not offered for the ${router === "app" ? "App" : "Pages"} Router.`;
}

/**
 * Why an extra cannot come on top of a stack, as one sentence; undefined where it can. What is not
 * known of the stack yet is no reason against it.
 */
export function extraMisfit(
  { name, needs }: ExtraEntry,
  stack: {
    readonly auth?: string | undefined;
    readonly store?: string | undefined;
    readonly router?: string | undefined;
  },
  catalogue: Catalogue = everything,
): string | undefined {
  const { auth, store, router, accountsIn } = needs ?? {};
  const nameIn = (list: readonly Layer[], id: string) =>
    list.find((entry) => entry.id === id)?.name ?? id;
  if (auth && stack.auth && !auth.includes(stack.auth)) {
    return `${name} works with ${listed(auth.map((id) => nameIn(catalogue.auths, id)))} only.`;
  }
  if (store && stack.store && stack.store !== store) {
    return `${name} works with ${nameIn(catalogue.stores, store)} only.`;
  }
  if (router && stack.router && stack.router !== router) {
    return `${name} works with the ${nameIn(catalogue.routers, router)} only.`;
  }
  const chosen = catalogue.stores.find(({ id }) => id === stack.store);
  if (accountsIn && chosen && !accountsIn.includes(accountsOf(chosen))) {
    return `${name} does not know yet how ${chosen.name} keeps accounts.`;
  }
  return undefined;
}

/** "A, B and C" */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

const places = {
  server: "on the server",
  cookie: "in the cookie",
  hosted: "with its own service",
} as const;

function misfit(stack: ResolvedStack, catalogue: Catalogue): Explanation | undefined {
  const { auth, router, store } = stack;
  const wrongRouter = routerMisfit(auth, router.id);
  if (wrongRouter) {
    return { valid: false, part: "router", reason: wrongRouter, nearest: auth.routers };
  }
  const wrongStore = storeMisfit(auth, store);
  if (!wrongStore) return extrasMisfit(stack, catalogue);
  const fitting = catalogue.stores.filter((other) => !storeMisfit(auth, other));
  return {
    valid: false,
    part: "store",
    reason: wrongStore,
    nearest: fitting.map(({ id }) => id),
  };
}

function extrasMisfit(
  { auth, extras, store, router }: ResolvedStack,
  catalogue: Catalogue,
): Explanation | undefined {
  const known = { auth: auth.id, store: store.id, router: router.id };
  for (const extra of extras) {
    const reason = extraMisfit(extra, known, catalogue);
    if (reason === undefined) continue;
    const fitting = catalogue.extras.filter((other) => !extraMisfit(other, known, catalogue));
    return { valid: false, part: "extra", reason, nearest: fitting.map(({ id }) => id) };
  }
  return undefined;
}

/** Whether an id stands in one list of the catalogue, whatever the rest of the stack is. */
export function explainPart(
  part: "auth" | "store" | "router",
  id: string,
  catalogue: Catalogue = everything,
): Explanation | undefined {
  const lists = { auth: catalogue.auths, store: catalogue.stores, router: catalogue.routers };
  const found = find<Layer>(part, id, lists[part]);
  return found.valid ? undefined : found;
}

type Found<Entry> = { valid: true; entry: Entry } | (Explanation & { valid: false });

function find<Entry extends Layer>(
  part: "auth" | "store" | "router" | "extra",
  id: string,
  entries: readonly Entry[],
): Found<Entry> {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry) return { valid: true, entry };
  const ids = entries.map((candidate) => candidate.id);
  const close = nearest(id, ids);
  return {
    valid: false,
    part,
    reason: `There is no ${part} "${id}".`,
    nearest: close.length > 0 ? close : ids,
  };
}
