import type { LoggerInstance } from "next-auth";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * What NextAuth.js has to say, in one line and without what is no news: cookies of ended sessions are
 * an everyday matter, an outage is in the log already (lib/store/unavailable.ts).
 */
export const logger: Partial<LoggerInstance> = {
  error(code, metadata) {
    const error = metadata instanceof Error ? metadata : metadata.error;
    if (error instanceof StoreUnavailableError || error.message === "JWT invalid") return;
    console.error(`[next-auth] ${code}: ${error.message}`);
  },
  warn(code) {
    // Without NEXTAUTH_URL the Host header tells the address, see lib/auth.ts.
    if (code !== "NEXTAUTH_URL") console.warn(`[next-auth] ${code}`);
  },
};
