import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { demo, refusal, removeStore, secretNames, startApp } from "./support/app.mjs";
import { limits } from "./support/limits.mjs";
import { alertOf, formsOf, newPerson, Visitor } from "./support/visitor.mjs";

// What this application promises about its sessions, checked from outside against the production
// build (`npm test` makes it). The numbers are those of create-session-app's session contract; the
// clauses that need a look into the store or a real browser are checked there, not here.

let app;
const visitor = (server = app) => new Visitor(server.origin);
const protectedPages = ["/dashboard", "/account", "/admin"];

before(async () => {
  app = await startApp();
});
after(async () => {
  await app?.stop();
  await removeStore();
});

/** One clause; where this combination has a limit, its reason is shown instead. */
function clause(number, title, run) {
  const limit = limits.find((candidate) => candidate.clause === number);
  test(`${number}. ${title}`, { skip: limit?.reason ?? false }, run);
}

clause(1, "a visitor is sent to the login page and comes back", async () => {
  for (const path of ["/dashboard?from=mail&x=a%26b", "/account"]) {
    const person = visitor();
    assertSentToLogin(await person.request(path), path);
    const reply = await person.submit(await person.open(path), "login", demo.user);
    const { url } = await person.follow(reply);
    assert.equal(url.pathname + url.search, path);
  }
});

clause(2, "a JSON route answers 401 without a session, 403 for the wrong role", async () => {
  const user = visitor();
  await user.login(demo.user);
  for (const [who, path, status] of [
    [visitor(), "/api/me", 401],
    [visitor(), "/api/admin/users", 401],
    [user, "/api/admin/users", 403],
  ]) {
    const reply = await who.request(path);
    assert.equal(reply.status, status);
    assert.match(reply.headers.get("content-type"), /^application\/json/);
  }
});

clause(3, "a failed login does not tell which accounts exist", async () => {
  const answers = [];
  for (const email of [demo.user.email, newPerson().email]) {
    const person = visitor();
    const page = await person.follow(await person.login({ email, password: "not the password" }));
    answers.push(alertOf(page));
    assert.equal((await person.me()).status, 401);
  }
  assert.ok(answers[0], "it says that it failed");
  assert.equal(answers[0], answers[1]);
});

clause(4, "the session cookie is HttpOnly, Secure, SameSite and prefixed", async () => {
  const person = visitor();
  const reply = await person.login(demo.user);
  const [line = ""] = reply.headers.getSetCookie().filter((text) => /^__(Host|Secure)-/.test(text));
  for (const flag of [/httponly/i, /; secure/i, /samesite=(lax|strict)/i, /path=\/(;|$)/i]) {
    assert.match(line, flag);
  }
});

clause(6, "login makes a new session and ends the one before", async () => {
  const person = visitor();
  await person.login(demo.user);
  const before = person.thief();
  const fresh = visitor();
  const page = await fresh.open("/login");
  for (const [name, value] of person.cookies) fresh.cookies.set(name, value);
  await fresh.submit(page, "login", demo.user);
  assert.notDeepEqual([...fresh.cookies], [...before.cookies]);
  assert.equal((await before.me()).status, 401);
});

clause(7, "logout ends the session on the server", async () => {
  const person = visitor();
  await person.login(demo.user);
  const thief = person.thief();
  await person.submit(await person.open("/dashboard"), "logout");
  await assertSignedOut(person);
  await assertSignedOut(thief);
});

clause(8, "sessions are listed, and end one by one or all at once", async () => {
  const account = newPerson();
  const here = await visitor().signUp(account);
  const there = visitor();
  await there.login(account);
  const page = await here.open("/account");
  assert.equal(formsOf(page, "revoke").length, 2);
  await here.submit(page, "logout-others");
  await assertSignedOut(there);
  assert.equal((await here.me()).status, 200);

  await there.login(account);
  await here.submit(await here.open("/account"), "logout-everywhere");
  await assertSignedOut(here);
  await assertSignedOut(there);
});

clause(9, "a session ends when it is not used, and after a time in any case", async () => {
  const server = await startApp({
    SESSION_IDLE_SECONDS: "2",
    SESSION_ABSOLUTE_SECONDS: "4",
    SESSION_TOUCH_SECONDS: "1",
  });
  try {
    const idle = visitor(server);
    await idle.login(demo.user);
    const busy = visitor(server);
    await busy.login(demo.user);
    for (let seconds = 0; seconds < 3; seconds += 0.6) {
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.equal((await busy.open("/dashboard")).url.pathname, "/dashboard");
    }
    assert.equal((await idle.me()).status, 401, "not used for longer than the idle timeout");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal((await busy.me()).status, 401, "older than the absolute timeout");
  } finally {
    await server.stop();
  }
});

clause(10, "a damaged cookie is no session, and no error", async () => {
  const person = visitor();
  await person.login(demo.user);
  for (const [name, value] of person.cookies) {
    for (const damaged of [value.slice(0, -2), `${value}x`, "x", "%00", "a".repeat(5000), "{}"]) {
      const thief = person.thief();
      thief.cookies.set(name, damaged);
      const { status } = await thief.me();
      assert.ok(status === 401 || status === 200, `${name}=${damaged.slice(0, 20)}: ${status}`);
    }
  }
});

clause(11, "a restart of the server keeps sessions", async () => {
  const person = visitor();
  await person.login(demo.user);
  const again = await startApp();
  person.origin = again.origin;
  const { status } = await person.me();
  await again.stop();
  assert.equal(status, 200);
});

clause(14, "what another site sends is refused", async () => {
  const person = visitor();
  await person.login(demo.user);
  for (const headers of [
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "null", "sec-fetch-site": "cross-site" },
  ]) {
    await person.submit(await person.open("/dashboard"), "logout", {}, headers);
    const patch = { method: "PATCH", body: '{"name":"Mallory"}' };
    const type = { "content-type": "application/json", ...headers };
    assert.equal((await person.request("/api/me", { ...patch, headers: type })).status, 403);
    assert.equal((await person.me()).status, 200, "still signed in");
  }
});

clause(15, "login never leads to another site", async () => {
  const targets = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
  ];
  for (const next of [...targets, "/%2f/evil.example", "/\t/evil.example"]) {
    const person = visitor();
    const reply = await person.login(demo.user, next);
    const target = new URL(reply.headers.get("location") ?? "/", app.origin);
    assert.equal(target.origin, app.origin, next);
  }
});

clause(16, "nobody keeps the pages of a signed-in user", async () => {
  const person = visitor();
  await person.login(demo.user);
  for (const path of ["/dashboard", "/account", "/api/me"]) {
    const { headers } = await person.request(path);
    assert.match(headers.get("cache-control") ?? "", /no-store/, path);
  }
});

clause(17, "guessing is slowed down", async () => {
  const account = newPerson();
  await visitor().signUp(account);
  for (let guess = 0; guess < 12; guess++) {
    await visitor().login({ email: account.email, password: `guess ${guess}` });
  }
  const person = visitor();
  await person.login(account);
  assert.equal((await person.me()).status, 401, "even the right password has to wait now");
});

clause(20, "the server does not start without a good secret", async () => {
  for (const name of secretNames) {
    for (const value of ["", "short"]) {
      const { code, log } = await refusal({ [name]: value });
      assert.notEqual(code, 0);
      assert.match(log, new RegExp(name));
    }
  }
});

clause(23, "getting past the proxy gets nothing", async () => {
  const names = ["middleware", "src/middleware", "proxy", "src/proxy"];
  for (const name of names) {
    const headers = { "x-middleware-subrequest": Array(5).fill(name).join(":") };
    for (const path of protectedPages) {
      const reply = await visitor().request(path, { headers });
      assert.notEqual(reply.status, 200, `${path} with ${name}`);
      assert.ok(!reply.text.includes('data-form="logout"'));
    }
  }
});

clause(18, "no password and no secret is in the log", () => {
  for (const value of [demo.user.password, demo.admin.password, "not the password"]) {
    assert.ok(!app.log.includes(value));
  }
});

function assertSentToLogin(reply, path) {
  const target = new URL(reply.headers.get("location") ?? "/", reply.url);
  assert.ok([302, 303, 307].includes(reply.status), `${path} answers ${reply.status}`);
  assert.equal(target.pathname, "/login");
  assert.equal(target.searchParams.get("next"), path);
}

async function assertSignedOut(person) {
  assert.equal((await person.me()).status, 401);
  assert.equal((await person.open("/dashboard")).url.pathname, "/login");
}
