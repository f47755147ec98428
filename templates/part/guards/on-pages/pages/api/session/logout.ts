import { withUserForm } from "@/lib/form-guard";
import { signOutBrowser } from "@/lib/session/current";

export default withUserForm(async (_session, req, res) => {
  await signOutBrowser(req, res);
  return "/login";
});
