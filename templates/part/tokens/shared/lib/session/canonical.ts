/**
 * Is every part of this token written as an encoder writes it? Base64url leaves bits unused in a last
 * letter and decoders pass over spaces, so the same signature has many spellings: one is accepted.
 */
export function isCanonical(token: string): boolean {
  return token
    .split(".")
    .every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
}
