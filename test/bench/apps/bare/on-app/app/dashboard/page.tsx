import { redirect } from "next/navigation";
import { currentUser } from "../../lib/session";
import { Content } from "../nobody/content";

export default async function DashboardPage() {
  const user = await currentUser();
  if (!user) redirect("/login");
  return <Content user={user} />;
}
