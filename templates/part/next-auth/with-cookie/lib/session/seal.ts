import { decode, encode } from "next-auth/jwt";
import { isCanonical } from "@/lib/session/canonical";
import { TOKEN_SALT } from "@/lib/session/cookie";
import { sessionSettings } from "@/lib/session/settings";
import type { Ticket } from "@/lib/session/ticket";
import { rememberVerified } from "@/lib/session/verified";

/** Encrypts a ticket for the cookie. */
export async function sealTicket(ticket: Ticket, maxAge: number): Promise<string> {
  const { secret } = sessionSettings();
  return encode({ token: { ticket }, secret, salt: TOKEN_SALT, maxAge });
}

/** What a token holds; null when it is not one of ours or has expired. */
export const unsealTicket = rememberVerified(async (token): Promise<Ticket | null> => {
  if (!isCanonical(token)) return null;
  const { secret } = sessionSettings();
  // Whatever is wrong with a token, the library says it by an error.
  const claims = await decode({ token, secret, salt: TOKEN_SALT }).catch(() => null);
  return (claims?.ticket as Ticket | undefined) ?? null;
});
