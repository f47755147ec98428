import { field, withUserForm } from "@/lib/form-guard";
import { forgetBrowser } from "@/lib/session/browser";
import { endDevice } from "@/lib/session/devices";

/** Ends one session of the account page's list. */
export default withUserForm(async (session, req, res) => {
  const chosen = field(req, "sessionId");
  await endDevice(session, chosen);
  if (chosen !== session.handle) return "/account";
  await forgetBrowser(req, res);
  return "/login";
});
