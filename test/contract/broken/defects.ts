import type { Clause } from "../../../src/stack/types.ts";

/**
 * Ways to get sessions wrong, each a mistake that real applications make, with the clause that has
 * to find it and what that clause says then. The application in this folder makes one of them when
 * it is told to.
 */
export const defects = {
  "no-way-back": [1, "the way back is"],
  "meta-refresh": [1, "instead of a redirect"],
  "redirects-programs": [2, "/api/me answers 401"],
  "wrong-role-is-served": [2, "users answers 403"],
  "says-which-account-exists": [3, "one message for both"],
  "hashes-only-for-known-users": [3, "similar time"],
  "cookie-for-scripts": [4, "is HttpOnly"],
  "cookie-without-expiry": [4, "expires in"],
  "cookie-names-the-user": [5, "the cookie holds"],
  "stores-plain-ids": [5, "the store keeps the id as it is"],
  "counts-ids-up": [5, "at least 128 bits"],
  "keeps-the-id-at-login": [6, "login gives a new id"],
  "forgets-cookie-only": [7, "the old cookie after logout"],
  "ends-only-this-session": [8, "refuses the other sessions"],
  "revokes-anybodys-session": [8, "somebody sent the handle"],
  "never-idle": [9, "not used for the idle timeout"],
  "slides-without-end": [9, "past the absolute timeout"],
  "writes-at-every-use": [9, "writes nothing"],
  "throws-on-bad-cookies": [10, "answered 500"],
  "ignores-the-end-of-ids": [10, "answered 200"],
  "key-made-at-start": [11, "after the restart"],
  "remembers-sessions-itself": [12, "on B after logout on A"],
  "waits-for-the-store": [13, "silent for"],
  "shows-errors": [13, "shows its entrails"],
  "serves-every-origin": [14, "a foreign Origin is refused"],
  "serves-without-origin": [14, "neither Origin nor Sec-Fetch-Site is refused"],
  "goes-anywhere": [15, "leads to //evil"],
  "trusts-a-leading-slash": [15, "leads to //evil"],
  "lets-caches-keep-pages": [16, "says no-store"],
  "keeps-a-copy-in-the-browser": [16, "private data shown"],
  "counts-no-guesses": [17, "all answered alike"],
  "counts-per-instance": [17, "on another instance"],
  "believes-any-address": [17, "all answered alike"],
  "logs-ids": [18, "in the log"],
  "repeats-the-password": [18, "a wrong password in POST /login"],
  "role-of-the-login": [19, "knows at once"],
  "keeps-the-id-at-role-change": [19, "the id is a new one"],
  "logs-out-the-id-of-before": [19, "leaves no session behind"],
  "starts-with-any-secret": [20, "does not start when the secret is missing"],
  "builds-only-with-a-secret": [20, "the build works without secrets"],
  "keeps-expired-sessions": [21, "only the record of the last login"],
  "reads-twice": [22, "reads the session 2 times"],
  "guards-in-the-proxy-only": [23, "is served"],
  "guards-no-page-data": [23, "tells nobody of a user"],
  "fields-without-labels": [24, "label"],
  "logout-needs-javascript": [24, "logout works without JavaScript"],
  "policy-stops-its-own-scripts": [24, "own policy lets its scripts run"],
} as const satisfies Record<string, readonly [Clause, string]>;

export type Defect = keyof typeof defects;

const chosen = process.env.DEFECT;

/** Whether this process makes that mistake. */
export function has(defect: Defect): boolean {
  return chosen === defect;
}
