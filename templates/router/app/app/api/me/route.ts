import { isValidName } from "@/lib/accounts";
import { problem, withUser } from "@/lib/route-guard";
import { renameUser } from "@/lib/users";

export const GET = withUser((user) => Response.json({ user }));

/** `{ "name": "…" }` changes the user's own name. */
export const PATCH = withUser(async (user, request) => {
  const body: unknown = await request.json().catch(() => null);
  const name = typeof body === "object" && body !== null && "name" in body ? body.name : undefined;
  if (typeof name !== "string" || !isValidName(name)) return problem(422, "invalid_name");
  return Response.json({ user: await renameUser(user, name) });
});
