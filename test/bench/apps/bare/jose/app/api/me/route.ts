import { verifySession } from "../../../lib/session";

export async function GET() {
  const session = await verifySession();
  if (!session) return Response.json({ error: "unauthenticated" }, { status: 401 });
  return Response.json({ user: session.user });
}
