import { useAuth } from "@clerk/nextjs";
import { withClimber } from "@/lib/guards";

export const getServerSideProps = withClimber(async () => ({ props: {} }));

export default function Session() {
  const { userId, isSignedIn } = useAuth();
  return <p>{isSignedIn ? `Tied in as ${userId}` : "Not tied in"}</p>;
}
