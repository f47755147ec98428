import { connection } from "next/server";

const user = { id: "c0ffee00-0000-4000-8000-000000000000", email: "nobody@people.example" };

/** What /api/me answers, without asking who wants to know. */
export async function GET() {
  await connection();
  return Response.json({ user: { ...user, name: "Nobody", role: "user" } });
}
