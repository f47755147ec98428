import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/**
 * scrypt with the parameters of the OWASP Password Storage Cheat Sheet (N=2^15, r=8, p=3).
 * The cheat sheet lists this as equal to N=2^17, p=1, at 32 MiB of memory for each login, not 128.
 */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const MEMORY_LIMIT = 64 * 1024 * 1024;
const HASH_BYTES = 32;

/** OWASP ASVS 5.0, 6.2.1 asks for 8 and recommends more; long passphrases are allowed. */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 256;

/** @returns `scrypt$N$r$p$salt$hash`: the parameters travel along, so they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  const { N, r, p } = COST;
  return ["scrypt", N, r, p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/**
 * Checks a password. Call it for unknown users too, with `undefined`: it takes as long as for a
 * known one, so that the time of an answer does not tell who has an account.
 */
export async function verifyPassword(password: string, stored?: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = (stored ?? "").split("$");
  if (scheme !== "scrypt" || !salt || !hash) {
    await derive(password, randomBytes(16), COST);
    return false;
  }
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(hash, "base64url");
  const actual = await derive(password, Buffer.from(salt, "base64url"), cost);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  // "é" can be typed as one code point or as two; both are the same password (RFC 8265).
  const normalized = password.normalize("NFC");
  return new Promise((resolve, reject) => {
    scrypt(normalized, salt, HASH_BYTES, { ...cost, maxmem: MEMORY_LIMIT }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
