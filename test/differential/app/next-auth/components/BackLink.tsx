import { useRouter } from "next/router";

/** Shared by pages that can move and pages that cannot. */
export function BackLink() {
  const router = useRouter();
  return (
    <button type="button" onClick={() => router.push("/about?from=back")}>
      Back to about
    </button>
  );
}
