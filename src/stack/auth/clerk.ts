import type { AuthEntry } from "../types.ts";

/** Clerk keeps accounts and sessions; the application verifies its tokens. */
export const clerk: AuthEntry = {
  id: "clerk",
  name: "Clerk",
  hint: "accounts and login pages by a hosted service",
  overrides: [
    "app/dashboard/page.tsx",
    "app/layout.tsx",
    "lib/account-rules.ts",
    "lib/accounts.ts",
    "lib/client-address.ts",
    "lib/demo-users.ts",
    "lib/device.ts",
    "lib/login-throttle.ts",
    "lib/password.ts",
    "lib/session/session.ts",
    "lib/store/types.ts",
    "lib/store/unavailable.ts",
    "lib/users.ts",
    "next.config.ts",
    "proxy.ts",
    "tests/session-contract.test.mjs",
    "tests/support/*",
  ],
  // @clerk/backend comes with @clerk/nextjs; it is named here so that npm finds a version of it.
  dependencies: ["@clerk/backend", "@clerk/nextjs"],
  env: [
    { name: "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY" },
    { name: "CLERK_SECRET_KEY" },
    { name: "CLERK_JWT_KEY" },
  ],
  routers: ["app"],
  storeKinds: ["hosted"],
  limits: [],
};
