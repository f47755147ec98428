import type { User } from "better-auth";
import { normalizeEmail } from "@/lib/account-rules";
import { auth } from "@/lib/auth";
import { askAuth } from "@/lib/auth/outage";
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

/**
 * auth.api.signUpEmail() would start a session, and cannot give a role. internalAdapter.createUser()
 * needs a request as soon as anything sets `user.validateUserInfo`, and there is none at start.
 */
async function createDemoUser(
  name: string,
  address: string | undefined,
  demoPassword: string | undefined,
  role: Role,
): Promise<void> {
  if (!address || !demoPassword) return;
  const email = normalizeEmail(address);
  const { adapter, internalAdapter, password } = await auth.$context;
  const hash = await password.hash(demoPassword);
  await askAuth(async () => {
    if (await internalAdapter.findUserByEmail(email)) return;
    const data = { name, email, emailVerified: false, role };
    const user = await adapter.create<typeof data, User>({ model: "user", data });
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: "credential",
      accountId: user.id,
      password: hash,
    });
  });
}
