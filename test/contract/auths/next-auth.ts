import type { AuthUnderTest } from "./auth.ts";
import { nextAuthEndpoints } from "./endpoints.ts";

export const nextAuth: AuthUnderTest = {
  id: "next-auth",
  secretName: "NEXTAUTH_SECRET",
  doors: [nextAuthEndpoints],
};
