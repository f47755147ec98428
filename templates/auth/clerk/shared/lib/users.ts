import { askClerk } from "@/lib/clerk-api";
import { toUser } from "@/lib/clerk-users";
import type { User } from "@/lib/store/types";

/**
 * The first users. The check stands here, beside the data: a page or route that forgets to ask for
 * the role gets an error, not the list.
 */
export async function listUsers(viewer: User): Promise<User[]> {
  if (viewer.role !== "admin") throw new Error("Only an admin may list the users.");
  const { data } = await askClerk(({ users }) =>
    users.getUserList({ limit: 100, orderBy: "+email_address" }),
  );
  return data.map(toUser);
}

/** Changes the viewer's own name; nobody else's can be named here. */
export async function renameUser(viewer: User, name: string): Promise<User> {
  const [firstName = "", ...rest] = name.trim().split(/\s+/);
  const names = { firstName, lastName: rest.join(" ") };
  return toUser(await askClerk(({ users }) => users.updateUser(viewer.id, names)));
}
