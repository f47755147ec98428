import type { RouterEntry } from "../types.ts";

export const pages: RouterEntry = {
  id: "pages",
  name: "Pages Router",
  hint: "getServerSideProps, API routes",
  limits: [],
};
