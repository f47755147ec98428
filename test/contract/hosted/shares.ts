import type { Clause } from "../../../src/stack/types.ts";
import type { Share } from "../auths/auth.ts";
import { jsonStatus } from "../clauses/02-json-status.ts";
import { restart } from "../clauses/11-restart.ts";
import { besideTheData } from "./beside-the-data.ts";
import { crossSite } from "./cross-site.ts";
import { keys } from "./keys.ts";
import { noLeaks } from "./no-leaks.ts";
import { outage } from "./outage.ts";
import { noStore, oneRead, redirectTargets, wayBack } from "./pages.ts";
import { expiry, instances, tampering } from "./tokens-refused.ts";
import { copied, readable, scriptless, stale } from "./unkept.ts";

/**
 * The session contract where Clerk keeps accounts and sessions: what is the application's is checked
 * with session tokens of our own and a stand-in for Clerk's API; the rest is named, clause by clause.
 */
export const shares: Readonly<Record<Clause, Share>> = {
  1: {
    check: wayBack,
    theirs: "the login itself, and the way back after it, is Clerk's form, which needs its service",
  },
  2: { check: (context) => jsonStatus.run(context) },
  3: { theirs: "passwords are asked for and checked by Clerk's service" },
  4: {
    theirs:
      "the session cookie is set by Clerk's script, which has to read it: it is not HttpOnly and has no prefix",
  },
  5: { check: readable },
  6: { theirs: "sessions begin at Clerk's service, which makes their ids" },
  7: { check: copied },
  8: {
    theirs: "the account page is Clerk's component; sessions are listed and ended by its service",
  },
  9: {
    check: expiry,
    theirs: "how long a session lasts, used or not, is set in Clerk's dashboard",
  },
  10: { check: tampering },
  11: { check: (context) => restart.run(context) },
  12: {
    check: instances,
    theirs: "a logout reaches all instances by Clerk's script getting no further token",
  },
  13: { check: outage },
  14: {
    check: crossSite,
    needs: ["chromium"],
    theirs: "login, logout and account are forms of Clerk's, sent to its service",
  },
  15: { check: redirectTargets, theirs: "the last step after a login is taken by Clerk's script" },
  16: {
    check: noStore,
    theirs: "what the browser still shows after a logout is decided by Clerk's script",
  },
  17: { theirs: "guesses are counted and slowed by Clerk's service" },
  18: {
    check: noLeaks,
    theirs: "a token that has expired is sent to Clerk's service, in the address that renews it",
  },
  19: { check: stale },
  20: { check: keys, theirs: "the keys are made by Clerk, so that none is too weak" },
  21: { theirs: "expired sessions are removed by Clerk's service" },
  22: { check: oneRead },
  23: { check: besideTheData },
  24: { check: scriptless, needs: ["chromium"] },
};
