import { codeOf } from "./filesystem.ts";

/** The failures that a person can do something about, and what they mean. */
const meanings: Record<string, string> = {
  EACCES: "permission denied",
  EBUSY: "it is in use",
  EDQUOT: "your disk quota is used up",
  EEXIST: "something is there already",
  EIO: "the disk reported an error",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ENFILE: "too many files are open",
  ENOENT: "it is gone",
  ENOSPC: "no space is left on the disk",
  ENOTDIR: "one of its folders is a file",
  ENOTEMPTY: "the folder is not empty",
  EPERM: "the operation is not permitted",
  EROFS: "the file system is read-only",
  EXDEV: "it is on another file system than the project's root",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
};

/** A failed system call in a few words, to follow a colon. */
export function describeFailure(error: unknown): string {
  const code = codeOf(error);
  const meaning = code === undefined ? undefined : meanings[code];
  if (meaning !== undefined) return `${meaning} (${code})`;
  return error instanceof Error ? error.message : String(error);
}
