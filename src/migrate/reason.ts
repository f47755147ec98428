import type { Obstacle } from "../../codemods/shared/finding.ts";
import type { Reason } from "./types.ts";

/** An obstacle of one file, with the file. */
export function reasonIn(file: string, { code, message, line }: Obstacle): Reason {
  return { code, message, file, line };
}
