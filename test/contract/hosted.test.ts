import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generatedApp } from "./app/generated.ts";
import type { AppServer } from "./app/server.ts";
import type { AppUnderTest } from "./app/under-test.ts";
import { publishableKey } from "./auths/clerk.ts";
import { send } from "./driver/http.ts";

// Clerk's service keeps accounts and sessions, so nobody can log in without it. What the application
// decides by itself is checked with session tokens signed by a key of our own.

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2048 });
const env = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
  CLERK_SECRET_KEY: "sk_live_notarealkeybutlongenoughforthetest",
  CLERK_JWT_KEY: ours.publicKey.export({ type: "spki", format: "pem" }).toString(),
};
const stack = { auth: "clerk", store: "hosted", router: "app" } as const;

let app: AppUnderTest;
let server: AppServer;

beforeAll(async () => {
  const buildEnv = { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey };
  ({ app } = await generatedApp(stack, { env, buildEnv, preloads: [] }));
  server = await app.start();
}, 900_000);

afterAll(async () => {
  await server?.stop();
  await app?.dispose();
});

/** Next.js streams to clients without a name, and cannot give such an answer its status any more. */
const browser = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

const seconds = () => Math.floor(Date.now() / 1000);

/** A session token as Clerk makes it, with the claims that lib/clerk-users.ts asks for. */
function token(claims: Record<string, unknown> = {}, key: KeyObject = ours.privateKey): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const times = { iat: seconds() - 5, nbf: seconds() - 5, exp: seconds() + 60 };
  const person = { sub: "user_ada", sid: "sess_ada", email: "ada@people.example", name: "Ada" };
  const body = {
    iss: "https://clerk.app.example",
    azp: server.origin,
    v: 2,
    ...times,
    ...person,
    ...claims,
  };
  const signed = `${encode({ alg: "RS256", typ: "JWT", kid: "ins_test" })}.${encode(body)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

function ask(path: string, session?: string, more: Record<string, string> = {}, method = "GET") {
  const cookie = `__session=${session}; __client_uat=${seconds() - 3600}`;
  const headers = {
    ...browser,
    accept: "*/*",
    ...(session === undefined ? {} : { cookie }),
    ...more,
  };
  const body = method === "GET" ? undefined : JSON.stringify({ name: "Mallory" });
  return send(new URL(path, server.origin), { method, headers, body });
}

test("a visitor is sent to the login page with a way back, and programs get 401", async () => {
  for (const path of ["/dashboard?from=mail", "/account", "/admin"]) {
    const { status, headers } = await ask(path);
    expect([status, headers.location]).toEqual([307, `/login?next=${encodeURIComponent(path)}`]);
  }
  for (const path of ["/api/me", "/api/admin/users"]) {
    const { status, text } = await ask(path);
    expect([status, text]).toEqual([401, '{"error":"unauthenticated"}']);
  }
});

test("a verified session opens what its role may see, and no cache keeps it", async () => {
  const me = await ask("/api/me", token());
  expect([me.status, JSON.parse(me.text).user]).toEqual([
    200,
    { id: "user_ada", email: "ada@people.example", name: "Ada", role: "user" },
  ]);
  const page = await ask("/dashboard", token());
  expect(page.status).toBe(200);
  expect(page.text).toContain("ada@people.example");
  for (const { headers } of [me, page]) {
    expect(headers["cache-control"]).toMatch(/private.*no-store/);
  }
  expect((await ask("/api/admin/users", token())).status).toBe(403);
  expect((await ask("/admin", token())).status).toBe(403);
});

test("a token that is forged, expired or broken is no session and no error", async () => {
  const good = token();
  const [head = "", , tail = ""] = good.split(".");
  const eve = Buffer.from(JSON.stringify({ sub: "user_eve" })).toString("base64url");
  const bad = [
    token({}, theirs.privateKey),
    token({ iat: seconds() - 400, exp: seconds() - 300 }),
    token({ nbf: seconds() + 300 }),
    good.slice(0, -4),
    `${head}.${eve}.${tail}`,
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyX2FkYSJ9.",
    "garbage",
    "%E0%A4%A",
    "",
  ];
  for (const session of bad) {
    expect((await ask("/api/me", session)).status).toBe(401);
    const { status, text } = await ask("/dashboard", session);
    expect(status).toBe(307);
    expect(text).not.toContain("@people.example");
  }
});

test("requests from another site change nothing", async () => {
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const json = { "content-type": "application/json" };
  const forgeries: Record<string, string>[] = [foreign, { origin: "https://evil.example" }, {}];
  for (const headers of forgeries) {
    const { status } = await ask("/api/me", token(), { ...json, ...headers }, "PATCH");
    expect(status).toBe(403);
  }
});

test("without its proxy the application shows nobody anything", async () => {
  const unguarded = await app.start({ proxy: false });
  try {
    for (const path of ["/dashboard", "/account", "/admin", "/api/me", "/api/admin/users"]) {
      const cookie = `__session=${token()}; __client_uat=${seconds() - 3600}`;
      const { text } = await send(new URL(path, unguarded.origin), {
        headers: { ...browser, cookie },
      });
      assert(!text.includes("@people.example"), `${path} shows who is signed in`);
      assert(!text.includes("Only signed-in users"), `${path} shows the page`);
    }
  } finally {
    await unguarded.stop();
  }
});

test("a missing key stops the start and says where to get one", async () => {
  const { exit, output } = await app.refusal({ env: { CLERK_SECRET_KEY: undefined } });
  expect(exit?.code).toBe(1);
  expect(output).toMatch(/CLERK_SECRET_KEY is not set.*dashboard\.clerk\.com/);
});
