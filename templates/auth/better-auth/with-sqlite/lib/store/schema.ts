import { LOGIN_ATTEMPTS } from "@/lib/store/sqlite/tables";

/** Made when the file is opened; lib/auth/tables.ts adds those of better-auth. */
export const SCHEMA = [LOGIN_ATTEMPTS];
