import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { AppServer } from "../app/server.ts";
import type { ClauseContext } from "../clause.ts";
import {
  aroundTheProxy,
  ask,
  dataPaths,
  dataRequest,
  detours,
} from "../clauses/23-beside-the-data.ts";
import { protectedPages } from "../clauses/shared.ts";
import type { Visitor } from "../driver/visitor.ts";
import { forgeries, signToken, userIdOf } from "./tokens.ts";

/**
 * Clause 23: no way past the proxy shows anything. Clerk verifies tokens there and hands on what it
 * found in headers, which the data access layer must not take from anybody else.
 */
export async function besideTheData(context: ClauseContext): Promise<void> {
  const { server, visitor, demo } = context;
  const user = visitor();
  await user.login(demo.user);
  const admin = visitor();
  await admin.login(demo.admin);
  const list = await admin.open("/admin");
  assert(list.text.includes(demo.user.email), "the admin page lists users");
  for (const path of dataPaths(list, ["/admin"])) {
    const { text } = await admin.request(path, { headers: dataRequest });
    assert(text.includes(demo.user.email), "so does the data of the admin page");
  }
  const handed = handedOn(demo.admin.email);
  await probe(context, server, [...detours, ...aroundTheProxy, ...handed]);
  const unguarded = await context.start({ proxy: false });
  await probe(context, unguarded, [...detours, ...handed], false);
  // Without the proxy nothing is verified: then even a good token is no session.
  for (const path of [...protectedPages, "/api/me", "/api/admin/users"]) {
    const { text } = await admin.at(unguarded.origin).request(path);
    assert(!text.includes("@people.example"), `${path} shows a user without having verified it`);
  }
}

/** The headers in which Clerk's proxy tells pages who is asking, as an attacker would write them. */
function handedOn(email: string): Record<string, string>[] {
  const token = signToken({ sub: userIdOf(email), sid: "sess_forged", email, role: "admin" });
  const said = { "x-clerk-auth-status": "signed-in", "x-clerk-auth-token": token };
  const signature = (key: string) => createHmac("sha1", key).update(token).digest("hex");
  return [
    said,
    { ...said, "x-clerk-auth-signature": signature("") },
    { ...said, "x-clerk-auth-signature": signature("undefined") },
  ];
}

async function probe(
  { visitor, demo }: ClauseContext,
  server: AppServer,
  ways: readonly Record<string, string>[],
  proxied = true,
): Promise<void> {
  const owner = visitor({ server });
  await owner.options.entry?.signIn(owner, demo.admin);
  const forger = owner.thief();
  forger.jar.set("__session", forgeries(owner.jar.get("__session") ?? "").expired ?? "");
  const strangers: Record<string, Visitor> = { nobody: visitor({ server }), forger };
  const login = await visitor({ server }).open("/login");
  const pages = [...protectedPages, ...dataPaths(login, protectedPages)];
  for (const headers of ways) {
    const how = JSON.stringify(headers);
    for (const [who, browser] of Object.entries(strangers)) {
      for (const path of pages) {
        const data = path.startsWith("/_next/") ? dataRequest : {};
        const { text } = await ask(browser, path, { ...data, ...headers });
        assert(!text.includes("@people.example"), `${path} shows ${who} a user, with ${how}`);
        assert(!text.includes("Only signed-in users"), `${path} is served to ${who} with ${how}`);
        const told = /"(viewer|user|users)":[[{]/.test(text);
        assert(!told, `${path} tells ${who} of a user, with ${how}`);
      }
      for (const path of ["/api/me", "/api/admin/users"]) {
        const { status, text } = await ask(browser, path, headers);
        // Where the proxy has not run, Clerk's own check fails, and with it the request.
        const nothing = status === 401 || text === "" || text === "{}";
        assert(
          nothing || (!proxied && status === 500),
          `${path}: ${status} for ${who} with ${how}`,
        );
        assert(!text.includes("@people.example"), `${path} shows ${who} a user, with ${how}`);
      }
    }
  }
}
