import { clerkMiddleware } from "@clerk/nextjs/server";

// Tells pages and API routes who is asking; each of them decides by itself whom it lets in.
export default clerkMiddleware();

export const config = { matcher: ["/((?!_next/|.*\\.[^/]+$).*)"] };
