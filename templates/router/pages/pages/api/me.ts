import { isValidName } from "@/lib/accounts";
import { problem, withApiUser } from "@/lib/api-guard";
import { renameUser } from "@/lib/users";

/** GET tells who is signed in; PATCH `{ "name": "…" }` changes the user's own name. */
export default withApiUser(
  async ({ user }, req, res) => {
    if (req.method !== "PATCH") return res.json({ user });
    const name: unknown = req.body?.name;
    if (typeof name !== "string" || !isValidName(name)) return problem(res, 422, "invalid_name");
    res.json({ user: await renameUser(user, name) });
  },
  { methods: ["GET", "PATCH"] },
);
