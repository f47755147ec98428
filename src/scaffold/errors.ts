/** The answers cannot become a project; the message says why and what would. */
export class ScaffoldError extends Error {
  override readonly name = "ScaffoldError";
}

/** A layer of templates is wrong. Never a user's mistake: our own tests look for it. */
export class LayerError extends Error {
  override readonly name = "LayerError";
}
