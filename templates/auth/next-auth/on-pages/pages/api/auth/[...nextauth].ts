import type { NextApiHandler } from "next";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";
import { guarded } from "@/lib/session/auth-route";

const handler: NextApiHandler = NextAuth(authOptions);

export default guarded(handler);
