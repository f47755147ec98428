import type { AuthUnderTest } from "./auth.ts";
import { nextAuthEndpoints } from "./endpoints.ts";

export const authjs: AuthUnderTest = {
  id: "authjs",
  secretName: "AUTH_SECRET",
  doors: [nextAuthEndpoints],
};
