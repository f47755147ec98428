import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";
import { guarded } from "@/lib/session/auth-route";

const handler = guarded(NextAuth(authOptions));

export { handler as GET, handler as POST };
