import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import license from "rollup-plugin-license";
import { defineConfig, type UserConfig } from "tsdown";

/** Modules that our dependencies name and we never reach: they are bundled as empty ones. */
const leftOut = new Map([
  ["inquirer", "plop's question engine; our questions come from prompts"],
  ["source-map", "Handlebars' precompiler and recast's printer; neither is used"],
  ["flow-parser", "jscodeshift's parser for Flow; we parse with Babel"],
  ["esprima", "recast's default parser; we parse with Babel"],
]);

// Names stay: prompts looks at the names of its own classes.
const minify = { mangle: { keepNames: true }, compress: true, codegen: true } as const;

/**
 * Everything is bundled: the published package has no runtime dependencies
 * (docs/decisions/0002-one-package-no-dependencies.md).
 */
const bundled: UserConfig = {
  platform: "node",
  target: "node20.9",
  outputOptions: { minify },
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

/** What is bundled keeps its licence: the texts are shipped beside it. */
const licences = (folder: string) =>
  license({
    thirdParty: { output: join(import.meta.dirname, folder, "THIRD-PARTY-LICENSES.txt") },
  });

/** Every file of codemods/ is a transform of its own; what they share is in folders below. */
const codemods = existsSync("codemods")
  ? readdirSync("codemods").filter((name) => name.endsWith(".ts"))
  : [];

/** The command and the programmatic interface. */
const program: UserConfig = {
  ...bundled,
  entry: { cli: "src/cli/main.ts", index: "src/index.ts" },
  outDir: "dist",
  plugins: [bundled.plugins, licences("dist")],
  format: "esm",
  fixedExtension: false,
  dts: { entry: "src/index.ts" },
};

/** For `jscodeshift -t`, which loads CommonJS. */
const transforms: UserConfig = {
  ...bundled,
  entry: Object.fromEntries(codemods.map((name) => [basename(name, ".ts"), `codemods/${name}`])),
  outDir: "dist/codemods",
  plugins: [bundled.plugins, licences("dist/codemods")],
  // The folder above is cleaned already.
  clean: false,
  outputOptions: { minify, exports: "named" },
  format: "cjs",
  fixedExtension: true,
  dts: false,
};

export default defineConfig(codemods.length > 0 ? [program, transforms] : [program]);
