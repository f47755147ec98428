import { defineConfig } from "vitest/config";

/**
 * `unit` needs nothing but Node. The other projects build and start real applications:
 * they need the servers and the browser that `npm test` prepares (test/setup).
 */
const heavy = ["contract", "differential", "corpus", "pack"];

const project = (name: string, extra: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    ...extra,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [
            ...heavy.map((name) => `test/${name}/**`),
            "**/fixtures/**",
            "**/node_modules/**",
          ],
          testTimeout: 60_000,
        },
      },
      ...heavy.map((name) => project(name)),
    ],
  },
});
