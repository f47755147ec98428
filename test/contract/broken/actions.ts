import { randomUUID } from "node:crypto";
import type { Answer, Request } from "./answer.ts";
import { page, redirect, status } from "./answer.ts";
import { has } from "./defects.ts";
import * as pages from "./pages.ts";
import { addressOf, deviceOf, safeTarget } from "./rules.ts";
import { begin, type Current, end, endAll, hashPassword, setCookie } from "./sessions.ts";
import { count, sessions, type User, users } from "./store.ts";

const tooMany = "Too many attempts.";

export async function logIn(request: Request): Promise<Answer> {
  const { email = "", password = "", next = "" } = request.form;
  const fail = (alert: string) => page(pages.login(next, alert, { email, password }));
  const address = addressOf(request.headers, request.address);
  const tries = await count(`account:${email}`, 1);
  const fromAddress = await count(`address:${address}`, 1);
  if (tries > 10 || fromAddress > 60) return fail(tooMany);

  const user = await users.byEmail(email);
  if (!user && has("says-which-account-exists")) return fail("There is no such account.");
  const quick = !user && has("hashes-only-for-known-users");
  const hash = quick ? "" : await hashPassword(email, password);
  if (!user || user.password !== hash) return fail("Wrong address or password.");
  await count(`account:${email}`, -tries);
  await count(`address:${address}`, -1);
  return welcome(request, user, safeTarget(next));
}

export async function signUp(request: Request): Promise<Answer> {
  const { name = "", email = "", password = "" } = request.form;
  const user = await newUser(name, email, password, "user");
  return user ? welcome(request, user, "/dashboard") : page(pages.signup("That address is taken."));
}

/** Makes an account; none when the address is taken. */
export async function newUser(name: string, email: string, password: string, role: string) {
  const hash = await hashPassword(email, password);
  const user = { id: randomUUID(), name, email, role, password: hash };
  return (await users.create(user)) ? user : undefined;
}

export async function change(path: string, request: Request, current: Current): Promise<Answer> {
  const gone = () => redirect("/login", setCookie(undefined));
  switch (path) {
    case "/logout":
      await end(current);
      return gone();
    case "/account/logout-everywhere":
      await endAll(current);
      return gone();
    case "/account/logout-others":
      await endAll(current, current.session.key);
      return redirect("/account");
    case "/account/revoke": {
      const found = await sessions.byHandle(request.form.sessionId ?? "");
      const own = found?.userId === current.user.id || has("revokes-anybodys-session");
      if (found && own) await sessions.end(found.key);
      return redirect("/account");
    }
    default:
      return status(404, "Not found");
  }
}

async function welcome(request: Request, user: User, target: string): Promise<Answer> {
  const id = await begin(user, deviceOf(request.headers["user-agent"]), request.cookie);
  if (has("logs-ids")) console.log(`session ${id} of ${user.email}`);
  return redirect(target, setCookie(id));
}
