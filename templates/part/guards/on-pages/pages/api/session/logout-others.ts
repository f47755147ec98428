import { withUserForm } from "@/lib/form-guard";
import { endOtherDevices } from "@/lib/session/devices";

export default withUserForm(async (session) => {
  await endOtherDevices(session);
  return "/account";
});
