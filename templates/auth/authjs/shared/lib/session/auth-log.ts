import { AuthError, CredentialsSignin } from "next-auth";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * What Auth.js has to say, in one line and without what is no news: wrong passwords and cookies of
 * ended sessions are an everyday matter, an outage is in the log already (lib/store/unavailable.ts).
 */
export const logger = {
  error(error: Error): void {
    const cause = error instanceof AuthError ? error.cause?.err : undefined;
    if (error instanceof CredentialsSignin || cause instanceof StoreUnavailableError) return;
    if (cause?.message === "Invalid JWT") return;
    console.error(`[auth] ${error.name}: ${(cause ?? error).message}`);
  },
};
