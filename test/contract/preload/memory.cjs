// Looks into the memory store of the server under test: Maps on globalThis.
const { inspect } = require("node:util");
const { answer } = require("./control.cjs");

const store = () => globalThis[Symbol.for("create-session-app.store")];
const traffic = { reads: 0, writes: 0 };
const watched = new WeakSet();

/** better-auth's memory adapter keeps tables, which are arrays; ours are Maps. */
const sessions = () => store()?.sessions ?? store()?.tables.sessions;
const users = () => store().users ?? store().tables.users;

let seen = new Map();

/** Rows of an array change where they lie: what is new or different since last time was written. */
function watchRows(rows) {
  if (!watched.has(rows)) {
    watched.add(rows);
    const filter = (...args) => {
      traffic.reads += 1;
      return Array.prototype.filter.apply(rows, args);
    };
    // Not enumerable: the adapter copies its tables for transactions.
    Object.defineProperty(rows, "filter", { value: filter });
  }
  const now = new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
  for (const [id, text] of now) if (seen.get(id) !== text) traffic.writes += 1;
  for (const id of seen.keys()) if (!now.has(id)) traffic.writes += 1;
  seen = now;
}

function watch(map) {
  if (!map || watched.has(map)) return;
  watched.add(map);
  const own = (method) => Map.prototype[method];
  map.get = (key) => {
    traffic.reads += 1;
    const record = own("get").call(map, key);
    return record && new Proxy(record, { set: counted });
  };
  for (const method of ["set", "delete"]) {
    map[method] = (...args) => {
      traffic.writes += 1;
      return own(method).apply(map, args);
    };
  }
}

/** A record of a Map can be changed where it lies: that is a write as well. */
function counted(record, property, value) {
  traffic.writes += 1;
  return Reflect.set(record, property, value);
}

answer("memory:traffic", () => {
  if (Array.isArray(sessions())) watchRows(sessions());
  else watch(sessions());
  return traffic;
});

answer("memory:sessions", () => sessions()?.size ?? sessions()?.length ?? 0);

answer("memory:dump", () =>
  inspect(store(), { depth: null, maxArrayLength: null, maxStringLength: null, showHidden: true }),
);

answer("memory:setRole", ({ email, role }) => {
  if (Array.isArray(users())) {
    for (const user of users()) if (user.email === email) user.role = role;
    return;
  }
  for (const [id, user] of users()) {
    if (user.email === email) users().set(id, { ...user, role });
  }
});
