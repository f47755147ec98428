import { session } from "../../../lib/session";

export async function POST(request: Request) {
  await (await session()).set("user", await request.json());
  return Response.json({ ok: true });
}
