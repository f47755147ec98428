import { createRequire } from "node:module";
import path from "node:path";

/**
 * Lints an application as its own `npm run lint` does: ESLint of its packages, with its own
 * configuration, on everything in it. It runs in this process, so that the plugins are loaded once
 * for many applications.
 * @returns what ESLint has to say, warnings included, or undefined
 */
export async function lint(dir: string): Promise<string | undefined> {
  const { ESLint } = createRequire(path.join(dir, "package.json"))("eslint") as ESLintModule;
  const eslint = new ESLint({
    cwd: dir,
    // Most files of a stack are those of the one before, and ESLint knows them by their content.
    cache: true,
    cacheStrategy: "content",
    cacheLocation: path.join(dir, ".next/cache/eslint/"),
  });
  const results = await eslint.lintFiles(["."]);
  const found = results.filter(({ messages }) => messages.length > 0);
  if (results.length === 0) return "ESLint found no file to look at.";
  if (found.length === 0) return undefined;
  const formatter = await eslint.loadFormatter("stylish");
  return formatter.format(found);
}

/** As much of ESLint's interface as is used here: ESLint is a package of the application's. */
interface ESLintModule {
  readonly ESLint: new (options: {
    cwd: string;
    cache: boolean;
    cacheStrategy: "content";
    cacheLocation: string;
  }) => {
    lintFiles(patterns: string[]): Promise<LintResult[]>;
    loadFormatter(
      name: string,
    ): Promise<{ format(results: LintResult[]): string | Promise<string> }>;
  };
}

interface LintResult {
  readonly messages: readonly unknown[];
}
