import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isObstacle, understood } from "./shared/finding.ts";
import { readApp } from "./shared/shell/app.ts";
import { plainDocument, readDocument } from "./shared/shell/document.ts";
import { layoutFile } from "./shared/shell/layout-file.ts";
import type { TransformApi, TransformFile, TransformOptions } from "./shared/standalone.ts";

const MODULES = [".tsx", ".ts", ".jsx", ".js"];

/**
 * Writes `app/layout` and `app/providers` from `pages/_app` and the `_document` beside it:
 *
 *     jscodeshift -t app-shell-to-layout.cjs pages/_app.tsx [--dry] [--nextMajor=15]
 *
 * `_app` stays for the pages that stay. Files that are there already are never replaced; a shell
 * that is not wholly understood is reported with its line.
 */
export default function transform(
  file: TransformFile,
  api: TransformApi,
  options: TransformOptions = {},
): undefined {
  const report = api.report ?? (() => undefined);
  const name = /(?:^|[\\/])pages[\\/]_app(\.[jt]sx?)$/.exec(file.path)?.[1];
  if (!name) return undefined;
  const pages = dirname(resolve(file.path));
  const root = dirname(pages);
  const extension = name.endsWith("s") ? `${name}x`.replace(".jsx", ".js") : name;
  const result = understood(() => {
    const shell = readApp(`pages/_app${name}`, file.source, (from, specifier) =>
      specifier.startsWith(".") ? readRelative(root, from, specifier) : undefined,
    );
    const document = MODULES.map((ending) => join(pages, `_document${ending}`)).find(existsSync);
    const providersFile = shell.wraps ? `app/providers${extension}` : undefined;
    const target = `app/layout${extension}`;
    const layout = layoutFile({
      layoutFile: target,
      isTypeScript: extension === ".tsx",
      nextMajor: Number(options.nextMajor ?? 16),
      cacheComponents: false,
      document: document
        ? readDocument("pages/_document.tsx", readFileSync(document, "utf8"))
        : plainDocument,
      app: { file: `pages/_app${name}`, shell },
      ...(providersFile ? { providersFile } : {}),
      stylesNextRoot: false,
    });
    const files = [{ path: target, text: layout }];
    if (providersFile)
      files.push({ path: providersFile, text: shell.providers(providersFile, false) });
    return files;
  });
  if (isObstacle(result)) {
    report(`${file.path}:${result.line}: left (${result.code}): ${result.message}`);
    return undefined;
  }
  for (const { path, text } of result) {
    report(`${file.path}: ${path}`);
    if (options.dry) continue;
    mkdirSync(join(root, "app"), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  }
  return undefined;
}

function readRelative(
  root: string,
  from: string,
  specifier: string,
): { path: string; text: string } | undefined {
  for (const ending of ["", ...MODULES, "/index.tsx", "/index.js"]) {
    const full = resolve(root, dirname(from), specifier + ending);
    if (existsSync(full) && /\.[jt]sx?$/.test(full)) {
      return { path: full.slice(root.length + 1), text: readFileSync(full, "utf8") };
    }
  }
  return undefined;
}
