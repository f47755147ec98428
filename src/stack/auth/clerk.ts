import type { AuthEntry } from "../types.ts";

/** Clerk keeps accounts and sessions; the application verifies its tokens. */
export const clerk: AuthEntry = {
  id: "clerk",
  name: "Clerk",
  hint: "accounts and login pages by a hosted service",
  overrides: [
    "app/dashboard/page.tsx",
    "app/layout.tsx",
    "components/promises.tsx",
    "lib/account-rules.ts",
    "lib/accounts.ts",
    "lib/client-address.ts",
    "lib/demo-users.ts",
    "lib/device.ts",
    "lib/login-throttle.ts",
    "lib/password.ts",
    "lib/session/session.ts",
    "lib/store/types.ts",
    "lib/users.ts",
    "next.config.ts",
    "pages/_app.tsx",
    "pages/dashboard.tsx",
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
  routers: ["app", "pages"],
  storeKinds: ["hosted"],
  limits: [
    {
      clause: 5,
      reason:
        "Clerk's session token says who its user is, readable to whoever has the cookie; its signature keeps it from being changed.",
    },
    {
      clause: 7,
      reason:
        "A session token that was copied is good until it runs out, at most a minute after the logout: it is verified without asking Clerk.",
    },
    {
      clause: 19,
      reason: "A changed role counts with the next session token, at most a minute later.",
    },
    {
      clause: 24,
      reason: "Clerk's login, sign-up and account pages need JavaScript.",
    },
  ],
};
