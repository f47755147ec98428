"use client";

import { useEffect } from "react";

/** Whether this document, since it was loaded, has shown a page of a signed-in user. */
let wasSignedIn = false;

/**
 * Loads the document anew when its user is gone. Next.js keeps pages that were visited in memory,
 * and some of them hidden in the document, so that going back is instant: after logging out, nobody
 * should find them there.
 */
export function ForgetPages({ signedIn }: { signedIn: boolean }) {
  useEffect(() => {
    if (!signedIn && wasSignedIn) location.reload();
    wasSignedIn = signedIn;
  }, [signedIn]);
  return null;
}
