import { createUser } from "@/lib/accounts";
import { getStore } from "@/lib/store/store";
import type { Role } from "@/lib/store/types";

/**
 * Makes the demo users named in the environment, once, so that a fresh copy can be tried out.
 * Delete this file, its call in lib/on-start.ts and the variables when real users arrive.
 */
export async function createDemoUsers(): Promise<void> {
  const { DEMO_USER_EMAIL, DEMO_USER_PASSWORD, DEMO_ADMIN_EMAIL, DEMO_ADMIN_PASSWORD } =
    process.env;
  await createDemoUser("Demo User", DEMO_USER_EMAIL, DEMO_USER_PASSWORD, "user");
  await createDemoUser("Demo Admin", DEMO_ADMIN_EMAIL, DEMO_ADMIN_PASSWORD, "admin");
}

async function createDemoUser(
  name: string,
  email: string | undefined,
  password: string | undefined,
  role: Role,
): Promise<void> {
  if (!email || !password) return;
  const exists = await getStore().users.byEmail(email.trim().toLowerCase());
  if (!exists) await createUser({ name, email, password }, role);
}
