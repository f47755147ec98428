import { handlers } from "@/auth";
import { toApiRoute } from "@/lib/session/auth-route";

export default toApiRoute(handlers);
