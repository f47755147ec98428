/** What was asked for cannot be verified; the message is for a person. */
export class VerifyError extends Error {
  override readonly name = "VerifyError";
}

/** An application did not answer; the message is for a person. */
export class ProbeError extends Error {
  override readonly name = "ProbeError";
}
