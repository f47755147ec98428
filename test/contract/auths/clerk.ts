import type { AuthUnderTest } from "./auth.ts";

/** A publishable key of the right shape: it names the host that Clerk answers at. */
export const publishableKey = `pk_live_${Buffer.from("clerk.app.example$").toString("base64")}`;

/** Nobody logs in without Clerk's service: hosted.test.ts checks what the application decides. */
export const clerk: AuthUnderTest = {
  id: "clerk",
  secretName: "CLERK_SECRET_KEY",
  doors: [],
  buildEnv: { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey },
  elsewhere:
    "Clerk's service keeps the accounts, the login and the sessions, and nobody logs in without it; what the application decides by itself is checked by test/contract/hosted.test.ts",
};
