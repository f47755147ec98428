import type { Layer } from "./types.ts";

/** The layer under every project: configuration, design, pages without a session. */
export const base: Layer = {
  id: "base",
  name: "Base",
  hint: "every project",
  dependencies: ["next", "react", "react-dom"],
  devDependencies: [
    "@types/node",
    "@types/react",
    "@types/react-dom",
    "eslint",
    "eslint-config-next",
    "plop",
    "typescript",
  ],
  env: [
    { name: "APP_ORIGIN" },
    { name: "TRUST_PROXY" },
    { name: "DEMO_USER_EMAIL" },
    { name: "DEMO_USER_PASSWORD", fill: "password" },
    { name: "DEMO_ADMIN_EMAIL" },
    { name: "DEMO_ADMIN_PASSWORD", fill: "password" },
  ],
  limits: [],
};
