import { dependenciesOf } from "../stack/layers.ts";
import type { Choice } from "./answers.ts";

/**
 * The project's package.json: the merged text of the layers, with the project's name and the
 * versions that the catalogue holds. Scripts and the rest stay as the layers wrote them.
 */
export function finishPackageJson(merged: string, { name, stack }: Choice): string {
  const { name: _, dependencies, devDependencies, ...rest } = JSON.parse(merged);
  const pinned = dependenciesOf(stack);
  const finished = {
    name,
    ...rest,
    dependencies: sorted({ ...dependencies, ...pinned.dependencies }),
    devDependencies: sorted({ ...devDependencies, ...pinned.devDependencies }),
  };
  return `${JSON.stringify(finished, null, 2)}\n`;
}

function sorted(versions: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1)));
}
