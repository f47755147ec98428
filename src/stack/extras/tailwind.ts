import type { ExtraEntry } from "../types.ts";

export const tailwind: ExtraEntry = {
  id: "tailwind",
  name: "Tailwind CSS",
  hint: "the same pages with utility classes at hand",
  devDependencies: ["@tailwindcss/postcss", "tailwindcss"],
  overrides: ["styles/globals.css"],
  limits: [],
};
