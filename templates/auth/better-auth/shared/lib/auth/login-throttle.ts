import { defineRequestState } from "@better-auth/core/context";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { normalizeEmail } from "@/lib/account-rules";
import { clientAddress } from "@/lib/client-address";
import { type Attempt, countAttempt } from "@/lib/login-throttle";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/** Trying out which addresses are taken is guessing too, but not at a password. */
const GUESSABLE: Record<string, string> = { "/sign-in/email": "", "/sign-up/email": "sign-up:" };

const running = defineRequestState<{ attempt?: Attempt }>(() => ({}));

/**
 * Slows guessing down, per account and per address, whichever way a login comes: from our forms or
 * straight to /api/auth. better-auth's own rate limit knows requests and addresses, not accounts.
 */
export function loginThrottle() {
  const matcher = ({ path }: { path?: string }) => path !== undefined && path in GUESSABLE;
  return {
    id: "login-throttle",
    hooks: {
      before: [
        {
          matcher,
          handler: createAuthMiddleware(async (ctx) => {
            const account = GUESSABLE[ctx.path] + normalizeEmail(String(ctx.body?.email));
            const address = clientAddress(ctx.headers ?? new Headers());
            const attempt = await countAttempt(account, address).catch(toApiError);
            if (!attempt.allowed) throw new APIError("TOO_MANY_REQUESTS");
            await running.set({ attempt });
          }),
        },
      ],
      after: [
        {
          matcher,
          handler: createAuthMiddleware(async (ctx) => {
            const { attempt } = await running.get();
            if (ctx.context.newSession) await attempt?.succeeded().catch(toApiError);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

function toApiError(error: unknown): never {
  if (!(error instanceof StoreUnavailableError)) throw error;
  throw new APIError("SERVICE_UNAVAILABLE", { code: "STORE_UNAVAILABLE", message: error.message });
}
