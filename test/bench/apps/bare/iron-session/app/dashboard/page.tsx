import { redirect } from "next/navigation";
import { getSession } from "../../lib/session";

export default async function DashboardPage() {
  const { user } = await getSession();
  if (!user) redirect("/login");
  return <h1>Hello, {user.name}</h1>;
}
