/** What the pages of the compositions stand on; libraries are declared as far as they use them. */
export const frame: Readonly<Record<string, string>> = {
  "package.json": `${JSON.stringify({
    name: "compositions",
    private: true,
    dependencies: {
      next: "16.4.6",
      "next-auth": "4.24.15",
      react: "19.3.1",
      "react-dom": "19.3.1",
    },
  })}\n`,
  "tsconfig.json": `${JSON.stringify({
    compilerOptions: {
      strict: true,
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["dom", "dom.iterable", "esnext"],
      jsx: "preserve",
      noEmit: true,
      skipLibCheck: true,
      esModuleInterop: true,
      isolatedModules: true,
      types: [],
      baseUrl: ".",
      paths: { "@/*": ["./*"] },
    },
    include: ["**/*.ts", "**/*.tsx"],
  })}\n`,
  "types/next-auth.d.ts": `declare module "next-auth" {
  export interface Session { user?: { name?: string; email?: string; role?: string } }
  export interface NextAuthOptions { secret?: string }
  export default function NextAuth(options: NextAuthOptions): unknown;
}
declare module "next-auth/next" {
  import type { NextAuthOptions, Session } from "next-auth";
  export function getServerSession(options: NextAuthOptions): Promise<Session | null>;
  export function getServerSession(req: unknown, res: unknown, options: NextAuthOptions): Promise<Session | null>;
}
declare module "next-auth/jwt" {
  import type { Session } from "next-auth";
  export function getToken(params: { req: unknown; secret?: string }): Promise<Session | null>;
}
declare module "next-auth/react" {
  import type { ReactNode } from "react";
  import type { Session } from "next-auth";
  export function getSession(params?: unknown): Promise<Session | null>;
  export function SessionProvider(props: { session?: Session | null; children: ReactNode }): ReactNode;
}
`,
  "lib/auth.ts": `import type { NextAuthOptions } from "next-auth";

export const authOptions: NextAuthOptions = { secret: process.env.SECRET };
`,
  "lib/session.ts": `import type { IncomingMessage, ServerResponse } from "node:http";
import type { Session } from "next-auth";
import { getServerSession } from "next-auth/next";
import { authOptions } from "./auth";

export async function readSession(req: IncomingMessage, res: ServerResponse): Promise<Session | null> {
  return await getServerSession(req, res, authOptions);
}

export function openTicket(ticket: string | undefined): Session | null {
  return ticket === undefined ? null : { user: { email: ticket } };
}
`,
  "lib/guards.ts": `import type { GetServerSidePropsContext, GetServerSidePropsResult } from "next";
import type { Session } from "next-auth";
import { getServerSession } from "next-auth/next";
import { authOptions } from "./auth";

type Inner<P> = (
  context: GetServerSidePropsContext,
  session: Session,
) => Promise<GetServerSidePropsResult<P>>;

/** Lets nobody through without a session. */
export function withSession<P>(inner: Inner<P>) {
  return async (context: GetServerSidePropsContext): Promise<GetServerSidePropsResult<P>> => {
    const session = await getServerSession(context.req, context.res, authOptions);
    if (!session) return { redirect: { destination: "/login", permanent: false } };
    return inner(context, session);
  };
}

/** The same for one role. */
export const requireRole =
  (role: string) =>
  <P,>(inner: Inner<P>) =>
    withSession(async (context, session) => {
      if (session.user?.role !== role) return { notFound: true };
      return inner(context, session);
    });
`,
  "lib/db.ts": `export async function findPosts(key: string): Promise<string[]> {
  return [key];
}
`,
  "lib/roles.ts": `import type { Session } from "next-auth";

export const roleOf = (session: Session | null): string => session?.user?.role ?? "nobody";
export const isVerified = (session: Session | null): boolean => Boolean(session?.user?.email);
`,
  "lib/report.ts": `export function report(error: unknown): void {
  console.error(error);
}
`,
  "components/frame.tsx": `import type { ComponentType } from "react";

export function withFrame<P extends object>(Inner: ComponentType<P>) {
  return function Framed(props: P) {
    return (
      <div>
        <Inner {...props} />
      </div>
    );
  };
}
`,
  "pages/api/auth/[...nextauth].ts": `import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";

export default NextAuth(authOptions);
`,
  "pages/_app.tsx": `import type { AppProps } from "next/app";

export default function App({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />;
}
`,
};
