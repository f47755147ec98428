import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { nextCookies } from "better-auth/next-js";

/** Next.js bundles pages and route handlers apart; what they share hangs on globalThis. */
const shared = globalThis as { tables?: Parameters<typeof memoryAdapter>[0] };
shared.tables ??= { user: [], session: [], account: [], verification: [] };

export const auth = betterAuth({
  database: memoryAdapter(shared.tables),
  emailAndPassword: { enabled: true },
  user: { additionalFields: { role: { type: "string", input: false, defaultValue: "user" } } },
  plugins: [nextCookies()],
});
