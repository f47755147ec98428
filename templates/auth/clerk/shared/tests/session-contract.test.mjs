import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { build, discardBuild, refusal, silentServer, startApp } from "./support/app.mjs";
import { ada, forgedToken, now, sessionToken } from "./support/tokens.mjs";

// What this application decides by itself, checked from outside against a production build that
// these tests make. Clerk is not asked: they sign session tokens with a key of their own. The numbers
// are those of create-session-app's session contract.

let app;

before(async () => {
  await build();
  app = await startApp();
});
after(async () => {
  await app?.stop();
  discardBuild();
});

const protectedPages = ["/dashboard", "/account", "/admin"];

/** One request of a browser with this session token; redirects are not followed. */
async function ask(path, token, { origin = app.origin, headers = {}, ...options } = {}) {
  const accept = path.startsWith("/api/") ? "application/json" : "text/html";
  const cookie = token && { cookie: `__session=${token}; __client_uat=${now() - 3600}` };
  const response = await fetch(new URL(path, origin), {
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
    headers: { accept, ...cookie, ...headers },
    ...options,
  });
  const { status } = response;
  return { status, headers: response.headers, text: await response.text() };
}

test("1. a visitor is sent to the login page, with a way back", async () => {
  for (const path of ["/dashboard?from=mail&x=a%26b", "/account", "/admin"]) {
    const { status, headers } = await ask(path);
    const target = new URL(headers.get("location") ?? "/", app.origin);
    assert.equal(status, 307, path);
    assert.equal(target.pathname, "/login");
    assert.equal(target.searchParams.get("next"), path);
  }
});

test("1. a session opens the pages, and shows whose it is", async () => {
  const { status, text } = await ask("/dashboard", sessionToken());
  assert.equal(status, 200);
  assert.ok(text.includes(ada.email));
});

test("2. a JSON route answers 401 without a session, 403 for the wrong role", async () => {
  for (const [token, path, status] of [
    [undefined, "/api/me", 401],
    [undefined, "/api/admin/users", 401],
    [sessionToken(), "/api/admin/users", 403],
  ]) {
    const reply = await ask(path, token);
    assert.equal(reply.status, status, path);
    assert.match(reply.headers.get("content-type"), /^application\/json/);
  }
  const { user } = JSON.parse((await ask("/api/me", sessionToken())).text);
  assert.deepEqual(user, { id: "user_ada", ...ada });
});

test("2. only an admin gets past the guard of the admin page", async () => {
  assert.equal((await ask("/admin", sessionToken())).status, 403);
  assert.equal((await ask("/admin", sessionToken({ role: "owner" }))).status, 403);
  // The list itself is Clerk's to give; here nobody answers, and the page says so.
  const cut = await startApp({ CLERK_API_URL: await silentServer() });
  try {
    const { origin } = cut;
    assert.notEqual((await ask("/admin", sessionToken({ role: "admin" }), { origin })).status, 403);
    assert.equal((await ask("/admin", sessionToken(), { origin })).status, 403);
  } finally {
    await cut.stop();
  }
});

test("9. a token that has expired, or is not valid yet, is no session", async () => {
  for (const times of [{ exp: now() - 60, iat: now() - 120 }, { nbf: now() + 300 }]) {
    await assertNobody(sessionToken(times));
  }
});

test("10. a damaged or forged token is no session, and no error", async () => {
  const [head, body, tail] = sessionToken().split(".");
  const eve = Buffer.from(JSON.stringify({ sub: "user_eve", role: "admin" })).toString("base64url");
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  for (const token of [
    forgedToken(),
    `${head}.${eve}.${tail}`,
    `${unsigned}.${body}.`,
    `${head}.${body}.${tail.slice(0, -8)}`,
    "garbage",
    "%00",
  ]) {
    await assertNobody(token);
  }
});

test("13. without Clerk the application says so, in time", async () => {
  const cut = await startApp({ CLERK_API_URL: await silentServer() });
  try {
    // A token without an email address: Clerk has to be asked who that is.
    const token = sessionToken({ email: undefined });
    const started = Date.now();
    const { status, text } = await ask("/api/me", token, { origin: cut.origin });
    assert.ok(Date.now() - started < 5000, "nobody is kept waiting");
    assert.deepEqual([status, text], [503, '{"error":"store_unavailable"}']);
    const page = await ask("/dashboard", token, { origin: cut.origin });
    const leads = page.headers.get("location") ?? "";
    assert.ok(page.status === 503 || leads.startsWith("/unavailable"), `${page.status} ${leads}`);
    assert.equal((await ask("/api/me", sessionToken(), { origin: cut.origin })).status, 200);
  } finally {
    await cut.stop();
  }
});

test("14. what another site sends is refused", async () => {
  for (const headers of [
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "null", "sec-fetch-site": "cross-site" },
  ]) {
    const type = { "content-type": "application/json" };
    const patch = { method: "PATCH", body: '{"name":"Mallory"}', headers: { ...type, ...headers } };
    assert.equal((await ask("/api/me", sessionToken(), patch)).status, 403);
    const post = { method: "POST", body: "name=Mallory", headers };
    assert.equal((await ask("/dashboard", sessionToken(), post)).status, 403);
  }
});

test("15. nobody is led to another site", async () => {
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
  ]) {
    const { headers } = await ask(`/login?next=${encodeURIComponent(next)}`, sessionToken());
    const target = new URL(headers.get("location") ?? "https://evil.example", app.origin);
    assert.equal(target.origin, app.origin, next);
  }
});

test("16. nobody keeps the pages of a signed-in user", async () => {
  for (const path of ["/dashboard", "/account", "/api/me"]) {
    const { headers } = await ask(path, sessionToken());
    assert.match(headers.get("cache-control") ?? "", /private.*no-store/, path);
  }
});

test("20. the server does not start without its keys", async () => {
  const { code, log } = await refusal({ CLERK_SECRET_KEY: "" });
  assert.notEqual(code, 0);
  assert.match(log, /CLERK_SECRET_KEY is not set/);
});

test("23. getting past the proxy gets nothing", async () => {
  const token = forgedToken({ role: "admin" });
  const handedOn = { "x-clerk-auth-status": "signed-in", "x-clerk-auth-token": token };
  const names = ["middleware", "src/middleware", "proxy", "src/proxy"];
  const detours = names.map((name) => ({
    "x-middleware-subrequest": Array(5).fill(name).join(":"),
  }));
  for (const headers of [...detours, handedOn]) {
    for (const path of [...protectedPages, "/api/me", "/api/admin/users"]) {
      const reply = await ask(path, undefined, { headers });
      assert.notEqual(reply.status, 200, `${path} with ${JSON.stringify(headers)}`);
      assert.ok(!reply.text.includes(ada.email));
    }
  }
});

test("18. no token and no secret is in the log", () => {
  for (const value of ["sk_live_", sessionToken().split(".")[0]])
    assert.ok(!app.log.includes(value));
});

async function assertNobody(token) {
  assert.equal((await ask("/api/me", token)).status, 401);
  const { status, text } = await ask("/dashboard", token);
  assert.equal(status, 307);
  assert.ok(!text.includes(ada.email));
}
