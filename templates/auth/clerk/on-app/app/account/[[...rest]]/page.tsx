import { UserProfile } from "@clerk/nextjs";
import type { Metadata } from "next";
import { requireUser } from "@/lib/dal";

export const metadata: Metadata = { title: "Account" };

/** Profile, password, active devices and logging them out: all of it is Clerk's. */
export default async function AccountPage() {
  await requireUser();
  return <UserProfile routing="path" path="/account" />;
}
