import { withUserForm } from "@/lib/form-guard";
import { forgetBrowser } from "@/lib/session/browser";
import { endAllDevices } from "@/lib/session/devices";

export default withUserForm(async (session, req, res) => {
  await endAllDevices(session);
  await forgetBrowser(req, res);
  return "/login";
});
