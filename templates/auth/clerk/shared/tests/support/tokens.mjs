import { generateKeyPairSync, sign } from "node:crypto";

// Session tokens as Clerk makes them, signed by a key that is made for these tests. The application
// verifies them with CLERK_JWT_KEY, and asks nobody.

const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const theirs = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** What the application is given as CLERK_JWT_KEY. */
export const publicKey = ours.publicKey.export({ type: "spki", format: "pem" });

/** A session token; claims replace those of a user named Ada. See lib/clerk-users.ts for them. */
export const sessionToken = (claims = {}) => signed(claims, ours.privateKey);

/** The same with a signature of somebody else's. */
export const forgedToken = (claims = {}) => signed(claims, theirs.privateKey);

/** Seconds since 1970, as tokens tell the time. */
export const now = () => Math.floor(Date.now() / 1000);

export const ada = { email: "ada@people.example", name: "Ada Example", role: "user" };

function signed(claims, key) {
  const body = {
    iss: "https://clerk.app.example",
    v: 2,
    sub: "user_ada",
    sid: "sess_ada",
    ...ada,
    iat: now() - 5,
    nbf: now() - 5,
    exp: now() + 60,
    ...claims,
  };
  const text = [{ alg: "RS256", typ: "JWT", kid: "ins_test" }, body].map(encode).join(".");
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

function encode(part) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
