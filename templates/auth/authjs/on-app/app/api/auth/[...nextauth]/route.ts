import { handlers } from "@/auth";
import { guarded } from "@/lib/session/auth-route";

export const GET = guarded(handlers.GET);
export const POST = guarded(handlers.POST);
