/**
 * The exact version of every package that a generated project depends on, in one place.
 * Next.js 16 needs Node >= 20.9, and so must each of these: that is the rule for raising one.
 */
export const versions = {
  next: "16.4.6",
  react: "19.3.1",
  "react-dom": "19.3.1",
  "server-only": "0.0.1",

  "@clerk/backend": "3.20.1",
  "@clerk/nextjs": "7.9.7",
  "@better-auth/core": "1.7.5",
  "better-auth": "1.7.5",
  "iron-session": "8.0.4",
  jose: "6.2.17",
  "next-app-session": "1.0.7",
  "next-auth": "4.24.15",
  "next-auth@5": "5.0.0-beta.32",
  "next-session": "4.0.5",

  "@libsql/client": "0.18.0",
  "@upstash/redis": "1.39.0",
  ioredis: "6.0.0",
  kysely: "0.28.17",
  libsql: "0.5.29", // the one that @libsql/client brings
  memjs: "1.3.2",
  mysql2: "3.24.5",
  pg: "8.23.1",

  "@tailwindcss/postcss": "4.3.5",
  tailwindcss: "4.3.5",

  "@types/memjs": "1.3.3",
  "@types/node": "20.19.43",
  "@types/pg": "8.23.1",
  "@types/react": "19.3.0",
  "@types/react-dom": "19.3.0",
  eslint: "9.39.5",
  "eslint-config-next": "16.4.6",
  plop: "4.0.5",
  typescript: "5.9.3",
} as const;

/**
 * A package that the catalogue may name: one that has a version here. Where two versions of one
 * package are in use, the second has its major version behind the name: `next-auth@5`.
 */
export type PackageName = keyof typeof versions;

/** The name under which a package is installed: "next-auth" of "next-auth@5". */
export function packageOf(name: string): string {
  return name.replace(/(?<=.)@\d+$/, "");
}
