import { isValidName } from "@/lib/accounts";
import { field, withUserForm } from "@/lib/form-guard";
import { renameUser } from "@/lib/users";

export default withUserForm(async ({ user }, req) => {
  const name = field(req, "name");
  if (isValidName(name)) await renameUser(user, name);
  return "/account";
});
