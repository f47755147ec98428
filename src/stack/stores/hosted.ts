import type { StoreEntry } from "../types.ts";

export const hosted: StoreEntry = {
  id: "hosted",
  name: "Hosted",
  hint: "kept by the service of the auth library: nothing to run",
  kind: "hosted",
  shared: true,
  limits: [],
};
