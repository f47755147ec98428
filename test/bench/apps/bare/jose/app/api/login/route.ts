import { cookies } from "next/headers";
import { encrypt, type SessionPayload } from "../../../lib/session";

export async function POST(request: Request) {
  const expires = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
  const session = await encrypt({ user: (await request.json()) as SessionPayload["user"] });
  const options = { httpOnly: true, secure: true, expires, sameSite: "lax", path: "/" } as const;
  (await cookies()).set("session", session, options);
  return Response.json({ ok: true });
}
