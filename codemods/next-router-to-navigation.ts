import { applyEdits } from "./shared/editing/edits.ts";
import { isObstacle } from "./shared/finding.ts";
import { convertComponent } from "./shared/page/analyse.ts";
import { usesNextRouter } from "./shared/router/convert.ts";
import type { TransformApi, TransformFile } from "./shared/standalone.ts";

/**
 * Takes a component from `next/router` to `next/navigation`, where every use of the router means
 * the same in both:
 *
 *     jscodeshift -t next-router-to-navigation.cjs components/**
 *
 * `useRouter` of next/navigation works below pages/ as well, so a component that both routers use
 * may be converted. Other files are reported with the line that is in the way, and left.
 */
export default function transform(file: TransformFile, api: TransformApi): string | undefined {
  if (!usesNextRouter(file.source)) return undefined;
  const edits = convertComponent(file.path, file.source);
  if (isObstacle(edits)) {
    api.report?.(`${file.path}:${edits.line}: left (${edits.code}): ${edits.message}`);
    return undefined;
  }
  return applyEdits(file.source, edits);
}
