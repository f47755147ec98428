import { withUser } from "@/lib/route-guard";
import { listUsers } from "@/lib/users";

export const GET = withUser(async (admin) => Response.json({ users: await listUsers(admin) }), {
  role: "admin",
});
