import type { RouterEntry } from "../types.ts";

export const app: RouterEntry = {
  id: "app",
  name: "App Router",
  hint: "server components, server actions",
  dependencies: ["server-only"],
  limits: [],
};
