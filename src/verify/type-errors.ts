/** One error of a type checker. */
export interface Diagnostic {
  /** Relative to the application, with `/`. */
  readonly file: string;
  readonly line: number;
  /** e.g. `TS2345` */
  readonly code: string;
  readonly message: string;
}

/** Arguments that have TypeScript check an application and write nothing, whatever it is set to. */
export const checkOnly = [
  ...["--noEmit", "--pretty", "false"],
  ...["--incremental", "false", "--tsBuildInfoFile", "null"],
] as const;

/** Errors in the output of `tsc --pretty false`; lines that continue a message are left out. */
export function parseErrors(output: string): Diagnostic[] {
  const lines = output.matchAll(/^(?:(\S.*?)\((\d+),\d+\): )?error (TS\d+): (.*)$/gm);
  return [...lines].map(([, file = "", line = "0", code = "", message = ""]) => ({
    file: file.replaceAll("\\", "/"),
    line: Number(line),
    code,
    message: message.trim(),
  }));
}

/**
 * The errors of `after` that `before` does not have. An error moves with its file: what was wrong
 * in a page may be wrong in every file that the page became, once for each time it was there.
 * @param origins the file that a file's content came from, for files that moved
 */
export function newErrors(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  origins: ReadonlyMap<string, string>,
): Diagnostic[] {
  const keyOf = (file: string, error: Diagnostic) => `${file}\0${error.code}\0${error.message}`;
  const known = new Map<string, number>();
  for (const error of before) {
    const key = keyOf(error.file, error);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.filter((error) => {
    const key = keyOf(origins.get(error.file) ?? error.file, error);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}
