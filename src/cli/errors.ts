/** Exit codes of every command, part of its interface. */
export const exitCodes = { done: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** Something went wrong that a person can read about in one sentence. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
  readonly exitCode: number = exitCodes.failure;
  /** Facts of the failure for `--json`, e.g. the values that would have been right. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.details = details;
  }
}

/** The command was called in a way that cannot work; calling it differently can. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
  override readonly exitCode = exitCodes.usage;
}

/** The person stopped us; the message says what is left behind. */
export class Interrupted extends CommandError {
  override readonly name = "Interrupted";
  override readonly exitCode = exitCodes.interrupted;
}

/** An error as the terminal and `--json` tell it. */
export interface ToldError {
  readonly message: string;
  readonly exitCode: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Errors of the parts below us whose messages are written for people, by their `name`. */
const spoken: Readonly<Record<string, number>> = {
  ScaffoldError: exitCodes.usage,
  LayerError: exitCodes.failure,
  TemplatesError: exitCodes.failure,
  OutsideError: exitCodes.usage,
  ChangeSetError: exitCodes.failure,
  MigrationError: exitCodes.failure,
  ProjectError: exitCodes.failure,
  ProbeError: exitCodes.failure,
  VerifyError: exitCodes.usage,
};

/** One clear sentence for any error; the stack is for `--debug` only. */
export function tell(error: unknown): ToldError {
  if (error instanceof CommandError) return error;
  const { name, message, code } = error as NodeJS.ErrnoException;
  const exitCode = spoken[name];
  if (exitCode !== undefined) return { message, exitCode, details: {} };
  const details = code ? { code } : {};
  if (isSystemError(error)) return { message: systemSentence(error), exitCode: 1, details };
  const hint = "This is a mistake of ours; run again with --debug to see where.";
  return { message: `${endSentence(message || String(error))} ${hint}`, exitCode: 1, details };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** What the operating system's answers mean to a person. */
const meanings: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many files are open",
};

function systemSentence({ code = "", path, message, syscall }: NodeJS.ErrnoException): string {
  if (syscall === "uv_cwd") return `The folder that this was started in cannot be found (${code}).`;
  const meaning = meanings[code];
  return endSentence(meaning && path ? `${path}: ${meaning} (${code})` : message);
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
