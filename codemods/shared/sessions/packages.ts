/** A function of a package that reads a session, or is a way to its reader. */
export interface PackageReader {
  /** The exported name; `default` for the default export. */
  readonly name: string;
  /** Modules that export it. */
  readonly from: readonly string[];
  /**
   * `call` reads where it is called, `wrapper` goes around `getServerSideProps`, and `instance`
   * gives an object whose methods read.
   */
  readonly how: "call" | "wrapper" | "instance";
  /** The methods of an instance that read; any of its uses reads where they are not told. */
  readonly methods?: readonly string[];
}

/** A function that writes cookies by itself. */
export interface CookieWriter {
  readonly name: string;
  readonly from: readonly string[];
  /** A method of the exported object, where that is what is called. */
  readonly method?: string;
  /** Called with fewer arguments it does nothing on the server. */
  readonly withArguments: number;
}

/** How the same session is read in a server component, where the library documents a way. */
export interface ServerComponentReader {
  readonly import: string;
  readonly call: string;
  /** A version that has it, whose source was looked at. */
  readonly version: string;
}

/** What is known of a package that keeps, reads or verifies sessions in the Pages Router. */
export interface SessionPackage {
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** Name on npm. */
  readonly package: string;
  /** Versions that the entry describes. */
  readonly versions: string;
  readonly readers: readonly PackageReader[];
  readonly writers: readonly CookieWriter[];
  /**
   * What happens to the cookie when the session is only read. `lost` is a renewal that has to reach
   * the visitor, or else the next request may be refused; `extends` one that merely lengthens it.
   */
  readonly renewal: "none" | "extends" | "lost";
  readonly serverComponent?: ServerComponentReader;
}

const calls = (names: readonly string[], ...from: string[]): PackageReader[] =>
  names.map((name) => ({ name, from, how: "call" }));
const wrappers = (names: readonly string[], ...from: string[]): PackageReader[] =>
  names.map((name) => ({ name, from, how: "wrapper" }));
const instances = (names: readonly string[], ...from: string[]): PackageReader[] =>
  names.map((name) => ({ name, from, how: "instance" }));
const methods = (of: string, methods: readonly string[]): PackageReader => ({
  name: "default",
  from: [of],
  how: "instance",
  methods,
});
const writers = (
  names: readonly string[],
  withArguments: number,
  ...from: string[]
): CookieWriter[] => names.map((name) => ({ name, from, withArguments }));

const SUPABASE_HELPERS = [
  "@supabase/auth-helpers-nextjs",
  "@supabase/supabase-auth-helpers/nextjs",
];
const AUTH0 = ["@auth0/nextjs-auth0", "@auth0/nextjs-auth0/edge"];
const CLERK = ["@clerk/nextjs/server", "@clerk/nextjs", "@clerk/nextjs/api", "@clerk/nextjs/ssr"];

/** Every package that is known to keep, read or verify sessions, most used first. */
export const sessionPackages: readonly SessionPackage[] = [
  {
    id: "next-auth",
    title: "NextAuth.js",
    package: "next-auth",
    versions: "4",
    readers: [
      ...calls(["getServerSession", "unstable_getServerSession"], "next-auth", "next-auth/next"),
      ...calls(["getSession", "getCsrfToken", "getProviders"], "next-auth/react"),
      ...calls(["getToken"], "next-auth/jwt"),
    ],
    writers: [],
    renewal: "extends",
    serverComponent: {
      import: 'import { getServerSession } from "next-auth/next"',
      call: "await getServerSession(authOptions)",
      version: "4.22.0",
    },
  },
  {
    id: "next-auth-3",
    title: "NextAuth.js 3",
    package: "next-auth",
    versions: "3",
    readers: [
      ...calls(["getSession", "session"], "next-auth/client"),
      ...calls(["getToken", "default"], "next-auth/jwt"),
    ],
    writers: [],
    renewal: "extends",
  },
  {
    id: "auth-js-5",
    title: "Auth.js",
    package: "next-auth",
    versions: "5",
    readers: [...instances(["default"], "next-auth"), ...calls(["getToken"], "next-auth/jwt")],
    writers: [],
    renewal: "extends",
    serverComponent: {
      import: "the project's own `auth`",
      call: "await auth()",
      version: "5.0.0-beta.30",
    },
  },
  {
    id: "iron-session",
    title: "iron-session",
    package: "iron-session",
    versions: "8",
    readers: calls(["getIronSession"], "iron-session"),
    writers: [],
    renewal: "none",
    serverComponent: {
      import: 'import { getIronSession } from "iron-session"',
      call: "await getIronSession(await cookies(), options)",
      version: "8.0.4",
    },
  },
  {
    id: "iron-session-6",
    title: "iron-session 5 to 7",
    package: "iron-session",
    versions: "5 to 7",
    readers: [
      ...wrappers(["withIronSessionSsr"], "iron-session/next"),
      ...wrappers(["withIronSession"], "iron-session", "next-iron-session"),
      ...wrappers(["withIronSessionSsr"], "next-iron-session"),
      ...calls(["getIronSession"], "iron-session", "iron-session/edge"),
      ...calls(["applySession"], "next-iron-session"),
    ],
    writers: [],
    renewal: "none",
  },
  {
    id: "better-auth",
    title: "Better Auth",
    package: "better-auth",
    versions: "1",
    readers: instances(["betterAuth"], "better-auth", "better-auth/minimal"),
    writers: [],
    renewal: "extends",
    serverComponent: {
      import: "the project's own `auth`",
      call: "await auth.api.getSession({ headers: await headers() })",
      version: "1.7.25",
    },
  },
  {
    id: "nookies",
    title: "nookies",
    package: "nookies",
    versions: "2",
    readers: [...calls(["parseCookies"], "nookies"), methods("nookies", ["get"])],
    writers: [
      ...writers(["setCookie", "destroyCookie"], 2, "nookies"),
      { name: "default", from: ["nookies"], method: "set", withArguments: 2 },
      { name: "default", from: ["nookies"], method: "destroy", withArguments: 2 },
    ],
    renewal: "none",
    serverComponent: {
      import: 'import { cookies } from "next/headers"',
      call: '(await cookies()).get("name")?.value',
      version: "next 13.4",
    },
  },
  {
    id: "cookies-next",
    title: "cookies-next",
    package: "cookies-next",
    versions: "2 to 5",
    readers: calls(["getCookie", "getCookies", "hasCookie"], "cookies-next", "cookies-next/server"),
    writers: [
      // without { req, res } it writes to the document, of which there is none on the server
      ...writers(["setCookie", "setCookies"], 3, "cookies-next", "cookies-next/server"),
      ...writers(["deleteCookie", "removeCookies"], 2, "cookies-next", "cookies-next/server"),
    ],
    renewal: "none",
    serverComponent: {
      import: 'import { cookies } from "next/headers"',
      call: '(await cookies()).get("name")?.value',
      version: "next 13.4",
    },
  },
  {
    id: "jsonwebtoken",
    title: "jsonwebtoken",
    package: "jsonwebtoken",
    versions: "8 and 9",
    readers: [
      ...calls(["verify", "decode"], "jsonwebtoken"),
      methods("jsonwebtoken", ["verify", "decode"]),
    ],
    writers: [],
    renewal: "none",
  },
  {
    id: "jose",
    title: "jose",
    package: "jose",
    versions: "4 and later",
    readers: calls(["jwtVerify", "jwtDecrypt", "compactVerify", "decodeJwt"], "jose"),
    writers: [],
    renewal: "none",
  },
  {
    id: "cookie",
    title: "cookie",
    package: "cookie",
    versions: "0 and 1",
    readers: [
      ...calls(["parse", "parseCookie"], "cookie"),
      methods("cookie", ["parse", "parseCookie"]),
    ],
    writers: [],
    renewal: "none",
  },
  {
    id: "supabase-ssr",
    title: "Supabase SSR",
    package: "@supabase/ssr",
    versions: "0",
    readers: calls(["createServerClient"], "@supabase/ssr"),
    writers: [],
    renewal: "lost",
    serverComponent: {
      import: 'import { createServerClient } from "@supabase/ssr"',
      call: "createServerClient(url, key, { cookies: { getAll: () => cookieStore.getAll(), setAll() {} } })",
      version: "0.12.7",
    },
  },
  {
    id: "supabase-helpers",
    title: "Supabase auth helpers",
    package: "@supabase/auth-helpers-nextjs",
    versions: "0",
    readers: [
      ...calls(
        [
          "createPagesServerClient",
          "createServerSupabaseClient",
          "getUser",
          "supabaseServerClient",
        ],
        ...SUPABASE_HELPERS,
      ),
      ...wrappers(["withPageAuth"], ...SUPABASE_HELPERS),
    ],
    writers: [],
    renewal: "lost",
    serverComponent: {
      import: 'import { createServerComponentClient } from "@supabase/auth-helpers-nextjs"',
      call: "createServerComponentClient({ cookies })",
      version: "0.10.0",
    },
  },
  {
    id: "auth0",
    title: "Auth0",
    package: "@auth0/nextjs-auth0",
    versions: "1 to 3",
    readers: [
      ...calls(["getSession", "getAccessToken"], ...AUTH0),
      ...wrappers(["withPageAuthRequired"], ...AUTH0),
      ...instances(["initAuth0"], ...AUTH0),
      ...instances(["Auth0Client"], "@auth0/nextjs-auth0/server"),
    ],
    writers: writers(["updateSession", "touchSession"], 2, ...AUTH0),
    renewal: "extends",
    serverComponent: {
      import: 'import { getSession } from "@auth0/nextjs-auth0"',
      call: "await getSession()",
      version: "3.8.0",
    },
  },
  {
    id: "clerk",
    title: "Clerk",
    package: "@clerk/nextjs",
    versions: "4 to 6",
    readers: [
      ...calls(["getAuth", "buildClerkProps"], ...CLERK),
      ...wrappers(["withServerSideAuth"], ...CLERK),
    ],
    writers: [],
    renewal: "none",
    serverComponent: {
      import: 'import { auth } from "@clerk/nextjs/server"',
      call: "await auth()",
      version: "6.39.8",
    },
  },
  {
    id: "next-firebase-auth",
    title: "next-firebase-auth",
    package: "next-firebase-auth",
    versions: "0 and 1",
    readers: [
      ...wrappers(
        ["withUserTokenSSR", "withUserSSR", "withAuthUserTokenSSR", "withAuthUserSSR"],
        "next-firebase-auth",
      ),
      ...calls(["verifyIdToken", "getUserFromCookies"], "next-firebase-auth"),
    ],
    writers: writers(["setAuthCookies", "unsetAuthCookies"], 1, "next-firebase-auth"),
    renewal: "none",
  },
  {
    id: "firebase-admin",
    title: "Firebase Admin",
    package: "firebase-admin",
    versions: "9 and later",
    // its functions give access to more than sessions: the methods that verify one are told apart
    readers: [],
    writers: [],
    renewal: "none",
  },
  {
    id: "lucia",
    title: "Lucia",
    package: "lucia",
    versions: "2 and 3",
    readers: [
      ...instances(["Lucia", "lucia"], "lucia"),
      ...instances(["default"], "lucia-auth", "lucia"),
    ],
    writers: [],
    renewal: "extends",
  },
  {
    id: "next-session",
    title: "next-session",
    package: "next-session",
    versions: "3 and 4",
    readers: [
      ...instances(["default"], "next-session"),
      ...calls(["applySession", "withSession"], "next-session"),
    ],
    writers: [],
    renewal: "extends",
  },
  {
    id: "next-app-session",
    title: "next-app-session",
    package: "next-app-session",
    versions: "1",
    readers: instances(["default"], "next-app-session"),
    writers: [],
    renewal: "none",
  },
  {
    id: "next-cookies",
    title: "next-cookies",
    package: "next-cookies",
    versions: "1 and 2",
    readers: calls(["default"], "next-cookies"),
    writers: [],
    renewal: "none",
  },
];
