import type { GetServerSideProps } from "next";
import { Unavailable } from "@/components/unavailable";
import { refuse } from "@/lib/dal";
import { safeRedirect } from "@/lib/safe-redirect";

/** Where forms lead when the store is down: what they posted cannot be shown in place. */
export const getServerSideProps: GetServerSideProps<{ back: string }> = async ({ query, res }) => {
  refuse(res, "unavailable");
  return { props: { back: safeRedirect(query.next) } };
};

export default Unavailable;
