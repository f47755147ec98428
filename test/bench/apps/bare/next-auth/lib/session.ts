import { getServerSession } from "next-auth";
import { authOptions, type User } from "./auth";

export async function currentUser() {
  const session = await getServerSession(authOptions);
  return session?.user as User | undefined;
}
