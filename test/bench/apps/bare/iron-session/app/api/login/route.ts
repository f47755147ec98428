import { getSession } from "../../../lib/session";

export async function POST(request: Request) {
  const session = await getSession();
  session.user = await request.json();
  await session.save();
  return Response.json({ ok: true });
}
