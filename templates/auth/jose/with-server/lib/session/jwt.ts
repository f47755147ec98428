import { errors, jwtVerify, SignJWT } from "jose";
import { isCanonical } from "@/lib/session/canonical";
import { deriveKey } from "@/lib/session/derive-key";
import type { Ticket } from "@/lib/session/ticket";
import { rememberVerified } from "@/lib/session/verified";

/** What the token is for (RFC 8725, 3.11): a JWT that was made for anything else is no session. */
const TYPE = "session+jwt";
/** Pinned here and never taken from the token (RFC 8725, 3.1). */
const ALGORITHM = "HS256";

type Claims = { sid: string };

let key: Promise<CryptoKey> | undefined;

/** Imported once: doing so for every token costs as much as verifying it. */
function sessionKey(): Promise<CryptoKey> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  key ??= crypto.subtle.importKey("raw", deriveKey(TYPE), hmac, false, ["sign", "verify"]);
  return key;
}

/**
 * Makes the token for the cookie. It is signed, not encrypted, so anybody who holds it can read it:
 * there is nothing in it but the id of a session, which says nothing about the user.
 */
export async function encrypt({ id }: Ticket, maxAgeSeconds: number): Promise<string> {
  return new SignJWT({ sid: id } satisfies Claims)
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuedAt()
    .setExpirationTime(`${maxAgeSeconds} seconds`)
    .sign(await sessionKey());
}

/** What a token holds; null when it is not one of ours or has expired. */
export const decrypt = rememberVerified(async (token): Promise<Ticket | null> => {
  if (!isCanonical(token)) return null;
  try {
    const { payload } = await jwtVerify<Claims>(token, await sessionKey(), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      requiredClaims: ["exp", "sid"],
    });
    return { id: payload.sid };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
});
