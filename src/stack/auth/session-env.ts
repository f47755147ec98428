import type { EnvVariable } from "../types.ts";

/** The times that the templates in part/sessions read: for every auth library on our records. */
export const sessionTimes: readonly EnvVariable[] = [
  { name: "SESSION_IDLE_SECONDS" },
  { name: "SESSION_ABSOLUTE_SECONDS" },
  { name: "SESSION_TOUCH_SECONDS" },
  { name: "SESSION_SWEEP_SECONDS" },
];

/** The same with a secret, for libraries whose documentation has no name of its own for it. */
export const sessionEnv: readonly EnvVariable[] = [
  { name: "SESSION_SECRET", fill: "secret" },
  ...sessionTimes,
];
