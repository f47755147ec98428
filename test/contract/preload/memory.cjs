// Looks into the memory store of the server under test: Maps on globalThis.
const { inspect } = require("node:util");
const { answer } = require("./control.cjs");

const store = () => globalThis[Symbol.for("create-session-app.store")];
const traffic = { reads: 0, writes: 0 };
const watched = new WeakSet();

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
  watch(store()?.sessions);
  return traffic;
});

answer("memory:sessions", () => store()?.sessions.size ?? 0);

answer("memory:dump", () =>
  inspect(store(), { depth: null, maxArrayLength: null, maxStringLength: null, showHidden: true }),
);

answer("memory:setRole", ({ email, role }) => {
  for (const [id, user] of store().users) {
    if (user.email === email) store().users.set(id, { ...user, role });
  }
});
