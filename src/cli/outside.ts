import path from "node:path";
import type { Environment } from "./environment.ts";

/**
 * The environment with somebody else's templates beside our own.
 * @param given the folder of `--templates`, from the folder that we were started in
 * @throws OutsideError where it cannot be used
 */
export async function withTemplates(
  environment: Environment,
  given: string | undefined,
): Promise<Environment> {
  if (given === undefined) return environment;
  const { withOutside } = await import("../scaffold/outside.ts");
  const own = { catalogue: environment.catalogue, templates: environment.templates() };
  const { catalogue, templates } = withOutside(path.resolve(environment.cwd, given), own);
  return { ...environment, catalogue, templates: () => templates };
}
