import { expect, test } from "vitest";
import { migrateProject } from "../../src/migrate/migrate.ts";
import { readProject } from "../../src/project/project.ts";
import { memoryTree } from "../../src/project/tree.ts";

const page = `import { findSession } from "../lib/sessions";
export async function getServerSideProps({ req }) {
  const session = findSession(req.cookies.sid);
  if (!session) return { redirect: { destination: "/login", permanent: false } };
  return { props: { name: session.name } };
}
export default function Page({ name }) {
  return <p>{name}</p>;
}
`;
const login = `import { startSession } from "../../lib/sessions";
export default function handler(req, res) {
  startSession(req.body.sid, req.body.name);
  res.json({ ok: true });
}
`;

/** The verdict of /page, with the reason that leaves it. */
function verdictOf(sessions: string, more: Readonly<Record<string, string>> = {}): string {
  const project = readProject(
    memoryTree({
      "package.json": '{ "dependencies": { "next": "16.0.0", "react": "19.0.0" } }',
      "pages/page.jsx": page,
      "pages/api/login.js": login,
      "lib/sessions.js": sessions,
      ...more,
    }),
  );
  const found = migrateProject(project).routes.find(({ route }) => route === "/page");
  if (found?.verdict !== "left") return "moved";
  return found.reasons.map(({ code, file, line }) => `${code} ${file}:${line}`).join();
}

const functions = `export const findSession = (id) => sessions.get(id);
export function startSession(id, name) { sessions.set(id, { name }); }`;

test("a page stays with the API route that fills the Map it reads", () => {
  expect(verdictOf(`const sessions = new Map();\n${functions}`)).toBe(
    "module-state lib/sessions.js:1",
  );
});

test.each([
  ["an object", "const all = {};", "all[id]", "all[id] = { name };"],
  ["a list", "const all = [];", "all.find((one) => one.id === id)", "all.push({ id, name });"],
  ["a variable", "let last = null;", "last", "last = { id, name };"],
  [
    "an instance of a class",
    "class Store { #all = new Map(); find(id) { return this.#all.get(id); } keep(id, name) { this.#all.set(id, { name }); } }\nconst all = new Store();",
    "all.find(id)",
    "all.keep(id, name);",
  ],
])("so does one that shares %s", (_, state, read, write) => {
  const sessions = `${state}
export const findSession = (id) => ${read};
export function startSession(id, name) { ${write} }`;
  expect(verdictOf(sessions)).toMatch(/^module-state lib\/sessions\.js:\d$/);
});

test("what is changed through an import of the Map counts as well", () => {
  const more = {
    "pages/api/login.js":
      'import { sessions } from "../../lib/sessions";\nexport default function handler(req, res) { sessions.set(req.body.sid, {}); res.end(); }',
  };
  expect(verdictOf(`export const sessions = new Map();\n${functions}`, more)).toBe(
    "module-state lib/sessions.js:1",
  );
});

test.each([
  ["hangs on globalThis", `const sessions = (globalThis.sessions ??= new Map());\n${functions}`],
  [
    "is a client that each copy makes for itself",
    `let client;
const connect = () => { if (!client) client = { get: fetch, set: fetch }; return client; };
export const findSession = (id) => connect().get(id);
export const startSession = (id, name) => connect().set(id, { name });`,
  ],
  [
    "is a cache that each copy fills by itself",
    `const cache = new Map();
export function findSession(id) {
  if (!cache.has(id)) cache.set(id, load(id));
  return cache.get(id);
}
export const startSession = (id) => findSession(id);
const load = (id) => ({ name: id });`,
  ],
  [
    "is a table that nobody changes",
    `const sessions = { a: { name: "Ann" } };
export const findSession = (id) => sessions[id];
export const startSession = (id) => sessions[id];`,
  ],
])("a page moves where what it shares %s", (_, sessions) => {
  expect(verdictOf(sessions)).toBe("moved");
});

test("a page moves where nothing that stays changes what its module holds", () => {
  const more = { "pages/api/login.js": "export default function handler(req, res) { res.end(); }" };
  expect(verdictOf(`const sessions = new Map();\n${functions}`, more)).toBe("moved");
});

test("an API route stays with the other one that fills the Map it reads", () => {
  const project = readProject(
    memoryTree({
      "package.json": '{ "dependencies": { "next": "16.0.0", "react": "19.0.0" } }',
      "app/layout.jsx": "export default ({ children }) => <html><body>{children}</body></html>;\n",
      "pages/api/login.js": login,
      "pages/api/me.js": `import { findSession } from "../../lib/sessions";
export default function handler(req, res) {
  const session = findSession(req.cookies.sid);
  if (!session) return res.status(401).end();
  return res.json({ name: session.name });
}
`,
      "pages/api/open.js":
        "export default (req, res) => res.json({ signedIn: req.cookies.sid !== undefined });\n",
      "lib/sessions.js": `const sessions = new Map();\n${functions}`,
    }),
  );
  const verdicts = migrateProject(project).routes.map(
    ({ route, verdict, reasons }) => `${route} ${[verdict, ...reasons.map(({ code }) => code)]}`,
  );
  expect(verdicts).toEqual(["/api/me left,module-state", "/api/open native"]);
});
