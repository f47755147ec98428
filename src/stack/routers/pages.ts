import type { RouterEntry } from "../types.ts";

/** Known, so that asking for it is answered with a reason; no auth entry supports it yet. */
export const pages: RouterEntry = {
  id: "pages",
  name: "Pages Router",
  hint: "getServerSideProps, API routes",
  limits: [],
};
