import type { BetterAuthPlugin } from "better-auth";

/** Plugins for further ways to sign in: none yet. */
export const providers = [] satisfies BetterAuthPlugin[];
