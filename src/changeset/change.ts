/**
 * One intended change to one file. Paths are relative to the change set's root, with `/` on every
 * platform. Contents are bytes: a change set never decodes, so line endings, BOMs and binary files
 * survive as they are.
 *
 * In one change set every `path` occurs once, and a `from` is never another change's edited or
 * deleted path. It may be created or moved to again: two moves can swap two files.
 */
export type Change = Creation | Edit | Move | Deletion;

export interface Creation {
  readonly kind: "create";
  readonly path: string;
  readonly after: Buffer;
  /** Permission bits of the new file; the process's default where not given. */
  readonly mode?: number;
}

export interface Edit extends ModeChange {
  readonly kind: "edit";
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface Move extends ModeChange {
  readonly kind: "move";
  readonly path: string;
  readonly from: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface Deletion {
  readonly kind: "delete";
  readonly path: string;
  readonly before: Buffer;
  /** Permission bits before, where the base tree knows them. */
  readonly oldMode?: number;
}

interface ModeChange {
  /** Permission bits before, where the base tree knows them. */
  readonly oldMode?: number;
  /** Permission bits asked for; the file keeps its own where not given. */
  readonly mode?: number;
}

/** Why a change set was refused, for programs; the message is for people. */
export type Refusal =
  /** What was asked for cannot be right: no such file, a path that leaves the project. */
  | "invalid"
  /** The disk is not what the change set was computed from. */
  | "changed"
  /** A path goes through a symbolic link that may not be followed. */
  | "link"
  /** Two names differ only in upper and lower case. */
  | "clash"
  /** Another run is at work in the directory. */
  | "locked"
  /** There is nothing to take back. */
  | "nothing"
  /** The operating system said no; the tree is as it was before. */
  | "failed"
  /** The operating system said no, twice: the tree is neither as before nor complete. */
  | "partial"
  /** Everything was written, but not the record that `undo` needs. */
  | "unrecorded";

/** A change set could not be computed, applied or undone; the message says why and what to do. */
export class ChangeSetError extends Error {
  override readonly name = "ChangeSetError";
  readonly reason: Refusal;
  /** The paths that it is about, relative to the root. */
  readonly paths: readonly string[];

  constructor(message: string, reason: Refusal = "invalid", paths: readonly string[] = []) {
    super(message);
    this.reason = reason;
    this.paths = paths;
  }
}
