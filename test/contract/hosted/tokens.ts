import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

// Clerk's session tokens, signed by a key of our own: the application verifies them with CLERK_JWT_KEY
// and asks nobody. So what it decides by itself can be seen without Clerk's service.

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The public half, as CLERK_JWT_KEY takes it. */
export const jwtKey = ours.publicKey.export({ type: "spki", format: "pem" }).toString();
/** The same as Clerk publishes it to whoever has no CLERK_JWT_KEY. */
export const jwks = {
  keys: [{ ...ours.publicKey.export({ format: "jwk" }), kid: "ins_contract" }],
};

/** Clerk's tokens are good for a minute; on a busy machine a clause can take longer. */
const lifetime = 600; // seconds

export type Claims = Readonly<Record<string, unknown>>;

/** How Clerk names the user of an email address here. */
export function userIdOf(email: string): string {
  return `user_${createHash("sha256").update(email).digest("hex").slice(0, 24)}`;
}

/** A session token with these claims on top of what every one has. */
export function signToken(claims: Claims, key: KeyObject = ours.privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now - 5, nbf: now - 5, exp: now + lifetime };
  const whole = { iss: "https://clerk.app.example", v: 2, ...times, ...claims };
  const signed = `${encode({ alg: "RS256", typ: "JWT", kid: "ins_contract" })}.${encode(whole)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

/** What a token says. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

/** Tokens that look like a good one and are none, by what is wrong with them. */
export function forgeries(good: string): Record<string, string> {
  const claims = claimsOf(good);
  const now = Math.floor(Date.now() / 1000);
  const [head = "", body = "", tail = ""] = good.split(".");
  const eve = encode({ ...claims, sub: "user_eve", role: "admin" });
  return {
    "signed by somebody else": signToken(claims, theirs.privateKey),
    expired: signToken({ ...claims, iat: now - 400, nbf: now - 400, exp: now - 300 }),
    "not valid yet": signToken({ ...claims, nbf: now + 300 }),
    "with other claims": `${head}.${eve}.${tail}`,
    unsigned: `${encode({ alg: "none", typ: "JWT" })}.${body}.`,
    "signed by the public key": `${encode({ alg: "HS256", typ: "JWT" })}.${body}.${tail}`,
    garbage: "garbage",
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
