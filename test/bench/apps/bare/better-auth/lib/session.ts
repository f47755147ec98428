import { headers } from "next/headers";
import { connection } from "next/server";
import { auth } from "./auth";

export async function currentUser() {
  await connection();
  const session = await auth.api.getSession({ headers: await headers() });
  if (!session) return undefined;
  const { id, email, name, role } = session.user;
  return { id, email, name, role: role ?? "user" };
}
