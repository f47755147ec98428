/** The folder cannot be worked on; the message says why, where, and what to do. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}
