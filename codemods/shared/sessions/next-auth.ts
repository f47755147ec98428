import type { Reader, SessionLibrary } from "./library.ts";

const inServerComponent = {
  name: "getServerSession",
  from: "next-auth/next",
} as const;

/**
 * `getServerSession(req, res, authOptions)` reads the cookie through `req` and renews it through
 * `res`; with the options alone it takes `headers()` and `cookies()` and renews nothing, because a
 * server component cannot set cookies. `SessionProvider` still renews it from the browser.
 */
const getServerSession: Reader = {
  name: "getServerSession",
  from: ["next-auth", "next-auth/next"],
  forms: [["request", "response", "options"]],
  equivalent: { ...inServerComponent, options: "kept" },
};

/** The name of {@link getServerSession} before 4.22. */
const unstableGetServerSession: Reader = { ...getServerSession, name: "unstable_getServerSession" };

/** On the server it asks `/api/auth/session` by HTTP with the visitor's cookies. */
const getSession: Reader = {
  name: "getSession",
  from: ["next-auth/react"],
  forms: [["context"], ["request-object"]],
  equivalent: { ...inServerComponent, options: "of-project" },
};

/** next-auth 4, the version that real Pages Router projects use most. */
export const nextAuth4: SessionLibrary = {
  id: "next-auth",
  package: "next-auth",
  major: 4,
  since: {
    minor: 22,
    reason: "getServerSession(authOptions) works in server components from next-auth 4.22",
  },
  readers: [getServerSession, unstableGetServerSession, getSession],
};
