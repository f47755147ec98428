/**
 * One intended change to one file. Paths are relative to the change set's root, with `/` on every
 * platform. Contents are bytes: a change set never decodes, so line endings, BOMs and binary files
 * survive as they are.
 */
export type Change =
  | {
      readonly kind: "create";
      readonly path: string;
      readonly after: Buffer;
      readonly mode?: number;
    }
  | {
      readonly kind: "edit";
      readonly path: string;
      readonly before: Buffer;
      readonly after: Buffer;
    }
  | {
      readonly kind: "move";
      readonly path: string;
      readonly from: string;
      readonly before: Buffer;
      readonly after: Buffer;
    }
  | { readonly kind: "delete"; readonly path: string; readonly before: Buffer };

/** A change set was asked for something that cannot be right; the message is for people. */
export class ChangeSetError extends Error {
  override readonly name = "ChangeSetError";
}
