import type { ExtraEntry } from "../types.ts";

export const githubActions: ExtraEntry = {
  id: "github-actions",
  name: "GitHub Actions",
  hint: "lint, types and the session contract on every push",
  limits: [],
};
