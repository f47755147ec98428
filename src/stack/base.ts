import type { Layer } from "./types.ts";

/** The layer under every project: configuration, design, pages without a session. */
export const base: Layer = {
  id: "base",
  name: "Base",
  hint: "every project",
  dependencies: ["next", "react", "react-dom", "server-only"],
  devDependencies: [
    "@types/node",
    "@types/react",
    "@types/react-dom",
    "eslint",
    "eslint-config-next",
    "typescript",
  ],
  limits: [],
};
