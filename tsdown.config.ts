import { defineConfig, type UserConfig } from "tsdown";

/** Modules that our dependencies import and we never reach: they are bundled as empty ones. */
const leftOut = new Map([
  ["inquirer", "plop's question engine; our questions come from prompts"],
  ["source-map", "Handlebars' precompiler and recast's printer; neither is used"],
]);

/**
 * Everything is bundled: the published package has no runtime dependencies
 * (docs/decisions/0002-one-package-no-dependencies.md).
 */
const bundled: UserConfig = {
  platform: "node",
  target: "node20.9",
  outDir: "dist",
  fixedExtension: false,
  // Names stay: prompts looks at the names of its own classes.
  outputOptions: { minify: { mangle: { keepNames: true }, compress: true, codegen: true } },
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
  // prompts' own entry holds a second copy for Node 6.
  alias: { prompts: "prompts/lib/index.js" },
  plugins: [
    {
      name: "leave-out",
      resolveId: (id) => (leftOut.has(id) ? `\0left-out:${id}` : null),
      load: (id) => (id.startsWith("\0left-out:") ? "export default {};" : null),
    },
  ],
};

export default defineConfig([
  {
    ...bundled,
    entry: { cli: "src/cli/main.ts", index: "src/index.ts" },
    format: "esm",
    clean: true,
    dts: { entry: "src/index.ts" },
  },
]);
