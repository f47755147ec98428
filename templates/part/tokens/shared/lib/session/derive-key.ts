import { hkdfSync } from "node:crypto";
import { sessionSettings } from "@/lib/session/settings";

/**
 * A key of 256 bits for one purpose, made of SESSION_SECRET (HKDF, RFC 5869). What is sealed or signed
 * for another purpose, with another key of the same secret, is worth nothing as a session.
 */
export function deriveKey(purpose: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdfSync("sha256", sessionSettings().secret, "", purpose, 32));
}
