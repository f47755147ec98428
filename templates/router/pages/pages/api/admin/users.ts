import { withApiUser } from "@/lib/api-guard";
import { listUsers } from "@/lib/users";

export default withApiUser(
  async ({ user }, _req, res) => res.json({ users: await listUsers(user) }),
  { role: "admin", methods: ["GET"] },
);
