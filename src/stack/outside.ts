import type { Catalogue } from "./catalogue.ts";
import type { AuthEntry, ExtraEntry, ExtraNeeds, Layer, Limit, StoreEntry } from "./types.ts";

/** What somebody else's stack.json may hold; see templates/README.md. It is data, never code. */
export interface Outside {
  readonly auths: readonly AuthEntry[];
  readonly stores: readonly StoreEntry[];
  readonly extras: readonly ExtraEntry[];
}

/** A stack.json that cannot be used; the message says where and why. */
export class OutsideError extends Error {
  override readonly name = "OutsideError";
}

/**
 * Reads the entries of a stack.json.
 * @throws OutsideError naming the first place that is not as it should be
 */
export function parseOutside(text: string): Outside {
  const file = record(json(text), "stack.json");
  only(file, ["auths", "stores", "extras"], "stack.json");
  return {
    auths: list(file.auths, "auths").map((entry, at) => auth(entry, `auths[${at}]`)),
    stores: list(file.stores, "stores").map((entry, at) => store(entry, `stores[${at}]`)),
    extras: list(file.extras, "extras").map((entry, at) => extra(entry, `extras[${at}]`)),
  };
}

/**
 * A catalogue with somebody else's entries after its own.
 * @throws OutsideError where an id is taken
 */
export function extended(catalogue: Catalogue, outside: Outside): Catalogue {
  const both = <Entry extends Layer>(own: readonly Entry[], more: readonly Entry[]): Entry[] => {
    const ids = new Set(own.map(({ id }) => id));
    for (const { id } of more) {
      if (ids.has(id)) throw new OutsideError(`stack.json: there is a "${id}" already.`);
      ids.add(id);
    }
    return [...own, ...more];
  };
  return {
    auths: both(catalogue.auths, outside.auths),
    stores: both(catalogue.stores, outside.stores),
    routers: catalogue.routers,
    extras: both(catalogue.extras, outside.extras),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const common = [
  "id",
  "name",
  "hint",
  "dependencies",
  "devDependencies",
  "serverExternalPackages",
  "env",
  "limits",
];

function auth(value: unknown, at: string): AuthEntry {
  const entry = record(value, at);
  const more = ["parts", "overrides", "secretName", "routers", "storeKinds", "unfitStores"];
  only(entry, [...common, ...more], at);
  return {
    ...layer(entry, at),
    parts: texts(entry.parts, `${at}.parts`),
    overrides: texts(entry.overrides, `${at}.overrides`),
    ...(entry.secretName !== undefined && {
      secretName: text(entry.secretName, `${at}.secretName`),
    }),
    routers: some(entry.routers, routers, `${at}.routers`),
    storeKinds: some(entry.storeKinds, kinds, `${at}.storeKinds`),
    unfitStores: textByName(entry.unfitStores, `${at}.unfitStores`),
  };
}

const routers = ["app", "pages"] as const;
const kinds = ["server", "cookie", "hosted"] as const;

function store(value: unknown, at: string): StoreEntry {
  const entry = record(value, at);
  only(entry, [...common, "parts", "kind", "shared", "server"], at);
  if (typeof entry.shared !== "boolean") throw wrong(`${at}.shared`, "true or false");
  return {
    ...layer(entry, at),
    parts: texts(entry.parts, `${at}.parts`),
    kind: one(entry.kind, kinds, `${at}.kind`),
    shared: entry.shared,
    ...(entry.server !== undefined && { server: text(entry.server, `${at}.server`) }),
  };
}

function extra(value: unknown, at: string): ExtraEntry {
  const entry = record(value, at);
  only(entry, [...common, "overrides", "needs"], at);
  return {
    ...layer(entry, at),
    overrides: texts(entry.overrides, `${at}.overrides`),
    ...(entry.needs !== undefined && { needs: needs(record(entry.needs, `${at}.needs`), at) }),
  };
}

function needs({ auth: auths, store: id, router }: Fields, at: string): ExtraNeeds {
  return {
    ...(auths !== undefined && { auth: texts(auths, `${at}.needs.auth`) }),
    ...(id !== undefined && { store: text(id, `${at}.needs.store`) }),
    ...(router !== undefined && { router: one(router, routers, `${at}.needs.router`) }),
  };
}

function layer(entry: Fields, at: string): Layer {
  const id = text(entry.id, `${at}.id`);
  // It names folders, and is typed after --auth, --store and --extras.
  if (!/^[a-z0-9]+(?:[-+][a-z0-9]+)*$/.test(id)) {
    throw wrong(`${at}.id`, 'lower-case words joined by "-"');
  }
  return {
    id,
    name: text(entry.name, `${at}.name`),
    hint: text(entry.hint, `${at}.hint`),
    pinned: {
      dependencies: versionsOf(entry.dependencies, `${at}.dependencies`),
      devDependencies: versionsOf(entry.devDependencies, `${at}.devDependencies`),
    },
    serverExternalPackages: texts(entry.serverExternalPackages, `${at}.serverExternalPackages`),
    env: list(entry.env, `${at}.env`).map((variable, n) => {
      const { name, fill } = record(variable, `${at}.env[${n}]`);
      return {
        name: text(name, `${at}.env[${n}].name`),
        ...(fill !== undefined && {
          fill: one(fill, ["secret", "password"] as const, `${at}.env[${n}].fill`),
        }),
      };
    }),
    limits: list(entry.limits, `${at}.limits`).map((limit, n) => {
      const { clause, reason } = record(limit, `${at}.limits[${n}]`);
      if (!isClause(clause)) throw wrong(`${at}.limits[${n}].clause`, "a number from 1 to 24");
      return { clause, reason: text(reason, `${at}.limits[${n}].reason`) };
    }),
  };
}

function isClause(value: unknown): value is Limit["clause"] {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 24;
}

/** Exact versions by package: what a project is made from shall not depend on the day. */
function versionsOf(value: unknown, at: string): Record<string, string> {
  const versions = textByName(value, at);
  for (const [name, version] of Object.entries(versions)) {
    if (!/^\d+\.\d+\.\d+(?:[-+].+)?$/.test(version)) {
      throw wrong(`${at}["${name}"]`, "an exact version");
    }
  }
  return versions;
}

function textByName(value: unknown, at: string): Record<string, string> {
  if (value === undefined) return {};
  const entries = Object.entries(record(value, at));
  return Object.fromEntries(entries.map(([name, item]) => [name, text(item, `${at}.${name}`)]));
}

function json(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new OutsideError(`stack.json is not JSON: ${(error as Error).message}`);
  }
}

function record(value: unknown, at: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw wrong(at, "an object");
}

function list(value: unknown, at: string): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw wrong(at, "a list");
}

function text(value: unknown, at: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw wrong(at, "a text");
}

function texts(value: unknown, at: string): string[] {
  return list(value, at).map((item, index) => text(item, `${at}[${index}]`));
}

function one<Value extends string>(value: unknown, of: readonly Value[], at: string): Value {
  const found = of.find((candidate) => candidate === value);
  if (found) return found;
  throw wrong(at, `one of ${of.join(", ")}`);
}

/** One or more of some values. */
function some<Value extends string>(value: unknown, of: readonly Value[], at: string): Value[] {
  const found = list(value, at).map((item, index) => one(item, of, `${at}[${index}]`));
  if (found.length === 0) throw wrong(at, `a list of ${of.join(", ")}`);
  return found;
}

/** A mistyped name would be passed over in silence. */
function only(entry: Fields, known: readonly string[], at: string): void {
  const unknown = Object.keys(entry).find((name) => !known.includes(name));
  if (unknown) {
    throw new OutsideError(`stack.json: ${at} has "${unknown}". Known are ${known.join(", ")}.`);
  }
}

function wrong(at: string, expected: string): OutsideError {
  return new OutsideError(`stack.json: ${at} should be ${expected}.`);
}
