import { getStore } from "@/lib/store/store";
import type { User } from "@/lib/store/types";

/**
 * All users. The check stands here, beside the data: a page or route that forgets to ask for the
 * role gets an error, not the list.
 */
export async function listUsers(viewer: User): Promise<User[]> {
  if (viewer.role !== "admin") throw new Error("Only an admin may list the users.");
  return getStore().users.list();
}

/** Changes the viewer's own name; nobody else's can be named here. */
export async function renameUser(viewer: User, name: string): Promise<User> {
  await getStore().users.rename(viewer.id, name.trim());
  return { ...viewer, name: name.trim() };
}
