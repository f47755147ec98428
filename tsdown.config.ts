import { defineConfig } from "tsdown";

/**
 * Everything is bundled: the published package has no runtime dependencies
 * (docs/decisions/0002-one-package-no-dependencies.md).
 */
export default defineConfig({
  entry: { cli: "src/cli/main.ts", index: "src/index.ts" },
  format: "esm",
  platform: "node",
  target: "node20.9",
  outDir: "dist",
  clean: true,
  minify: true,
  dts: { entry: "src/index.ts" },
  noExternal: [/.*/],
});
