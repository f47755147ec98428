import { createHash, createHmac, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { has } from "./defects.ts";
import { type Session, sessions, type User, users } from "./store.ts";

export const cookieName = "__Host-session";

const seconds = (name: string, otherwise: number) => Number(process.env[name] || otherwise) * 1000;
const idle = seconds("SESSION_IDLE_SECONDS", 1800);
const absolute = seconds("SESSION_ABSOLUTE_SECONDS", 28_800);
const touch = seconds("SESSION_TOUCH_SECONDS", 60);
const madeAtStart = randomBytes(32).toString("hex");

/** Who is asking, under which id. */
export interface Current {
  readonly id: string;
  /** The id that the browser sent, where that is another one by now. */
  readonly before?: string;
  readonly session: Session;
  readonly user: User;
}

function keyOf(id: string): string {
  if (has("stores-plain-ids")) return id;
  const secret = has("key-made-at-start") ? madeAtStart : (process.env.SESSION_SECRET ?? "");
  const text = has("ignores-the-end-of-ids") ? id.slice(0, 30) : id;
  return createHmac("sha256", secret).update(text).digest("hex");
}

let counter = 0;

function newId(user: User): string {
  counter += 1;
  if (has("counts-ids-up")) return String(1_000_000 + counter).padStart(43, "x");
  const random = randomBytes(32).toString("base64url");
  return has("cookie-names-the-user")
    ? `${random}.${Buffer.from(user.email).toString("base64url")}`
    : random;
}

/** Starts a session. @param offered the id that the browser came with */
export async function begin(
  user: User,
  device: string,
  offered: string | undefined,
): Promise<string> {
  const keep = has("keeps-the-id-at-login") && offered;
  if (offered && !keep) await sessions.end(keyOf(offered));
  const id = keep ? offered : newId(user);
  const now = Date.now();
  await sessions.write({
    key: keyOf(id),
    handle: randomBytes(8).toString("hex"),
    userId: user.id,
    role: user.role,
    device,
    usedAt: now,
    idleUntil: now + idle,
    endsAt: now + absolute,
  });
  return id;
}

/** The live session with that id, and a new id where the user's role has changed since. */
export async function find(
  raw: string | undefined,
): Promise<{ current: Current; renewed: boolean } | undefined> {
  if (raw === undefined) return undefined;
  const id = has("throws-on-bad-cookies") ? decodeURIComponent(raw) : raw;
  if (has("throws-on-bad-cookies") && id.length !== 43) throw new Error("bad session id");
  if (id.length > 200) return undefined;
  const session = await sessions.read(keyOf(id));
  const now = Date.now();
  if (!session || session.endsAt <= now) return undefined;
  if (session.idleUntil <= now && !has("never-idle")) return undefined;
  const user = await users.byId(session.userId);
  if (!user) return undefined;
  if (has("role-of-the-login"))
    return { current: { id, session, user: { ...user, role: session.role } }, renewed: false };
  if (user.role !== session.role && !has("keeps-the-id-at-role-change")) {
    const next = newId(user);
    await sessions.end(session.key);
    const moved = { ...session, key: keyOf(next), role: user.role };
    await sessions.write(moved);
    return { current: { id: next, before: id, session: moved, user }, renewed: true };
  }
  if (now - session.usedAt >= touch || has("writes-at-every-use")) {
    const endsAt = has("slides-without-end") ? now + absolute : session.endsAt;
    await sessions.write({ ...session, usedAt: now, idleUntil: now + idle, endsAt });
  }
  return { current: { id, session, user }, renewed: false };
}

export async function end(current: Current): Promise<void> {
  if (has("forgets-cookie-only")) return;
  const missed = has("logs-out-the-id-of-before") && current.before;
  await sessions.end(missed ? keyOf(missed) : current.session.key);
}

/** Ends a user's sessions, but the one named. */
export async function endAll({ session, user }: Current, except?: string): Promise<void> {
  const all = has("ends-only-this-session") ? [session] : await sessions.of(user.id);
  for (const { key } of all) if (key !== except) await sessions.end(key);
}

/** @param id the session's cookie; none takes it from the browser */
export function setCookie(id: string | undefined): string {
  const flags = ["Path=/", "Secure", "SameSite=Lax"];
  if (!has("cookie-for-scripts")) flags.push("HttpOnly");
  if (!has("cookie-without-expiry"))
    flags.push(`Max-Age=${id === undefined ? 0 : absolute / 1000}`);
  return [`${cookieName}=${id ?? ""}`, ...flags].join("; ");
}

export async function hashPassword(email: string, password: string): Promise<string> {
  const salt = createHash("sha256").update(email).digest();
  const hash = await promisify<string, Buffer, number, Buffer>(scrypt)(password, salt, 32);
  return hash.toString("hex");
}
