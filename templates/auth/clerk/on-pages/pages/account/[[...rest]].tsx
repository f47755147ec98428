import { UserProfile } from "@clerk/nextjs";
import { PageTitle } from "@/components/page-title";
import { withUser } from "@/lib/dal";

export const getServerSideProps = withUser(async () => ({ props: {} }));

/** Profile, password, active devices and logging them out: all of it is Clerk's. */
export default function AccountPage() {
  return (
    <>
      <PageTitle title="Account" />
      <UserProfile routing="path" path="/account" />
    </>
  );
}
