import { shares } from "../hosted/shares.ts";
import { jwtKey } from "../hosted/tokens.ts";
import type { AuthUnderTest } from "./auth.ts";

/** A publishable key of the right shape: it names the host that Clerk answers at. */
export const publishableKey = `pk_live_${Buffer.from("clerk.app.example$").toString("base64")}`;

/** Nobody logs in without Clerk's service, so what the application decides by itself is checked. */
export const clerk: AuthUnderTest = {
  id: "clerk",
  secretName: "CLERK_SECRET_KEY",
  doors: [],
  buildEnv: { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey },
  env: { NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_JWT_KEY: jwtKey },
  programHeaders: { accept: "application/json" },
  shares,
};
