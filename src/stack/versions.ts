/**
 * The exact version of every package that a generated project depends on, in one place.
 * Next.js 16 needs Node >= 20.9, and so must each of these: that is the rule for raising one.
 */
export const versions = {
  next: "16.4.6",
  react: "19.3.1",
  "react-dom": "19.3.1",
  "server-only": "0.0.1",

  "@libsql/client": "0.18.0",
  ioredis: "6.0.0",
  pg: "8.23.1",

  "@tailwindcss/postcss": "4.3.5",
  tailwindcss: "4.3.5",

  "@types/node": "20.19.43",
  "@types/pg": "8.23.1",
  "@types/react": "19.3.0",
  "@types/react-dom": "19.3.0",
  eslint: "9.39.5",
  "eslint-config-next": "16.4.6",
  typescript: "5.9.3",
} as const;

/** A package that the catalogue may name: one that has a version here. */
export type PackageName = keyof typeof versions;
