import { inferAdditionalFields } from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/react";
import type { auth } from "@/lib/auth";

/** For client components: `authClient.useSession()`, `authClient.signIn.email(…)` and the rest. */
export const authClient = createAuthClient({
  plugins: [inferAdditionalFields<typeof auth>()],
});
