import { connection } from "next/server";
import { Content } from "../../components/content";

const nobody = { id: "", email: "nobody@people.example", name: "nobody", role: "user" };

/** The dashboard without a session, for whoever comes. */
export default async function NobodyPage() {
  await connection();
  return <Content user={nobody} />;
}
