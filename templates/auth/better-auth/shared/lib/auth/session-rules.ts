import type { BetterAuthPlugin, Session } from "better-auth";
import type { DBAdapter } from "better-auth/adapters";
import { createAuthEndpoint, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { generateRandomString } from "better-auth/crypto";
import { bounded } from "@/lib/auth/database";
import { hashTokens } from "@/lib/auth/hashed-tokens";
import { isIdle } from "@/lib/session/timeouts";

/**
 * What this application wants of sessions beyond better-auth's defaults: tokens are stored hashed,
 * a session that was not used for a while ends, logging in ends the session that the browser had,
 * and a token can be exchanged for a new one.
 */
export function sessionRules() {
  return {
    id: "session-rules",
    init: ({ adapter, secret, internalAdapter }) => ({
      context: { adapter: withoutIdle(hashTokens(bounded(adapter), secret)) },
      options: {
        databaseHooks: {
          session: {
            create: {
              before: async (session) => {
                const user = await internalAdapter.findUserById(session.userId);
                return { data: { ...session, role: (user as { role?: string } | null)?.role } };
              },
            },
          },
        },
      },
    }),
    hooks: {
      after: [
        {
          matcher: ({ context }) => Boolean(context.newSession),
          handler: createAuthMiddleware(async (ctx) => {
            const { authCookies, internalAdapter, newSession, secret } = ctx.context;
            const previous = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
            if (previous && previous !== newSession?.session.token) {
              await internalAdapter.deleteSession(previous);
            }
          }),
        },
      ],
    },
    endpoints: {
      /** Moves the session to a new token when the user's role has changed; the old one ends. */
      rotateSession: createAuthEndpoint.serverOnly(
        { method: "POST", requireHeaders: true },
        async (ctx) => {
          const current = await getSessionFromCtx<{ role: string }, { role: string }>(ctx);
          if (!current || current.session.role === current.user.role) return;
          const session = await ctx.context.internalAdapter.updateSession(current.session.token, {
            token: generateRandomString(32),
            role: current.user.role,
          });
          if (!session) return; // It has ended meanwhile, and must not come back.
          const maxAge = Math.ceil((session.expiresAt.getTime() - Date.now()) / 1000);
          await setSessionCookie(ctx, { session, user: current.user }, false, { maxAge });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

/** An idle session is none: whoever asks for it by its token does not find it. */
function withoutIdle(adapter: DBAdapter): DBAdapter {
  return {
    ...adapter,
    async findOne<T>(input: Parameters<DBAdapter["findOne"]>[0]) {
      const row = await adapter.findOne<T>(input);
      const idle = input.model === "session" && row && isIdle(row as T & Session);
      return idle ? null : row;
    },
  };
}
