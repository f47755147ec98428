import { EncryptJWT, errors, jwtDecrypt } from "jose";
import { isCanonical } from "@/lib/session/canonical";
import { deriveKey } from "@/lib/session/derive-key";
import type { Ticket } from "@/lib/session/ticket";
import { rememberVerified } from "@/lib/session/verified";

/** What the token is for (RFC 8725, 3.11): a JWT that was made for anything else is no session. */
const TYPE = "session+jwt";
/** Pinned here and never taken from the token (RFC 8725, 3.1). */
const ALGORITHM = "dir";
const ENCRYPTION = "A256GCM";

type Claims = { session: Ticket };

let key: Promise<CryptoKey> | undefined;

/** Imported once: doing so for every token costs as much as decrypting it. */
function sessionKey(): Promise<CryptoKey> {
  key ??= crypto.subtle.importKey("raw", deriveKey(TYPE), "AES-GCM", false, ["encrypt", "decrypt"]);
  return key;
}

/**
 * Makes the token for the cookie. It is encrypted and not only signed as with SignJWT, because the
 * whole session is in it: whose it is, on which device, since when. What is signed, anybody can read.
 */
export async function encrypt(session: Ticket, maxAgeSeconds: number): Promise<string> {
  return new EncryptJWT({ session } satisfies Claims)
    .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION, typ: TYPE })
    .setIssuedAt()
    .setExpirationTime(`${maxAgeSeconds} seconds`)
    .encrypt(await sessionKey());
}

/** What a token holds; null when it is not one of ours or has expired. */
export const decrypt = rememberVerified(async (token): Promise<Ticket | null> => {
  if (!isCanonical(token)) return null;
  try {
    const { payload } = await jwtDecrypt<Claims>(token, await sessionKey(), {
      keyManagementAlgorithms: [ALGORITHM],
      contentEncryptionAlgorithms: [ENCRYPTION],
      typ: TYPE,
      requiredClaims: ["exp", "session"],
    });
    return payload.session;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
});
