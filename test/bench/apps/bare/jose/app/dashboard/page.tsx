import { redirect } from "next/navigation";
import { verifySession } from "../../lib/session";

export default async function DashboardPage() {
  const session = await verifySession();
  if (!session) redirect("/login");
  return <h1>Hello, {session.user.name}</h1>;
}
