import { isObstacle } from "./shared/finding.ts";
import { analysePage } from "./shared/page/analyse.ts";
import {
  factsAlone,
  type TransformApi,
  type TransformFile,
  type TransformOptions,
  writeMoved,
} from "./shared/standalone.ts";

/**
 * Moves one page that reads its session in `getServerSideProps` to the App Router:
 *
 *     jscodeshift -t gssp-session-to-app-router.cjs pages/dashboard.tsx [--dry] [--nextMajor=15]
 *
 * A transform of jscodeshift has one file to return, and this one makes two. So it writes
 * `app/<route>/page` and `app/<route>/client` itself, removes the page (both together would be a
 * route conflict), and returns nothing. With `--dry` it only reports. A page that is not wholly
 * understood is reported with its line and left as it is.
 *
 * Alone it knows one file: whether the components below the page use `next/router`, and what
 * `_app` does, is for `create-session-app migrate` to see, which also writes the root layout.
 */
export default function transform(
  file: TransformFile,
  api: TransformApi,
  options: TransformOptions = {},
): undefined {
  const report = api.report ?? (() => undefined);
  if (!/\bgetServerSideProps\b/.test(file.source)) return undefined;
  const alone = factsAlone(file.path, options);
  if (!alone) {
    report(`${file.path}: left, it stands in no pages folder`);
    return undefined;
  }
  const { root, facts } = alone;
  const moved = analysePage(file.source, facts);
  if (isObstacle(moved)) {
    report(`${file.path}:${moved.line}: left (${moved.code}): ${moved.message}`);
    return undefined;
  }
  report(`${file.path}: ${facts.pageFile} and ${facts.clientFile}`);
  if (options.dry) return undefined;
  writeMoved(root, facts.path, [
    { path: facts.pageFile, text: moved.server },
    { path: facts.clientFile, text: moved.client },
    ...(moved.shared === undefined ? [] : [{ path: facts.sharedFile, text: moved.shared }]),
  ]);
  return undefined;
}
