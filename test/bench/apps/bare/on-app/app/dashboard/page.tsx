import { redirect } from "next/navigation";
import { Content } from "../../components/content";
import { currentUser } from "../../lib/session";

export default async function DashboardPage() {
  const user = await currentUser();
  if (!user) redirect("/login");
  return <Content user={user} />;
}
