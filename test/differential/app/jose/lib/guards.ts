import type {
  GetServerSideProps,
  GetServerSidePropsContext,
  GetServerSidePropsResult,
  Redirect,
} from "next";
import { type Observer, readSession } from "./session";

type Props = Record<string, unknown>;
type Load<P extends Props> = (
  context: GetServerSidePropsContext,
  observer: Observer,
) => Promise<GetServerSidePropsResult<P>>;

const toLogin = (from: string): { redirect: Redirect } => ({
  redirect: { destination: `/login?next=${encodeURIComponent(from)}`, permanent: false },
});

/** For whoever is signed in; the others come back after the login. */
export function withObserver<P extends Props>(load: Load<P>): GetServerSideProps<P> {
  return async (context) => {
    const observer = await readSession(context.req);
    return observer ? load(context, observer) : toLogin(context.resolvedUrl);
  };
}

/** Curried: one role only, and a missing page for the others. */
export const withRole =
  (role: Observer["role"]) =>
  <P extends Props>(load: Load<P>): GetServerSideProps<P> =>
    withObserver(async (context, observer) => {
      if (observer.role !== role) return { notFound: true };
      return load(context, observer);
    });

/** By options, with the page's part among them. */
export function authenticated<P extends Props>({
  role,
  otherwise,
  load,
}: {
  role?: Observer["role"];
  otherwise: string;
  load: Load<P>;
}): GetServerSideProps<P> {
  return async (context) => {
    const observer = await readSession(context.req);
    if (!observer) return { redirect: { destination: "/login?by=options", permanent: false } };
    if (role && observer.role !== role) {
      return { redirect: { destination: otherwise, permanent: false } };
    }
    return load(context, observer);
  };
}

/** For pages that decide by themselves: the observer, or what to answer. */
export async function requireRole(
  { req, resolvedUrl }: GetServerSidePropsContext,
  role: Observer["role"],
): Promise<{ observer: Observer } | { refusal: { redirect: Redirect } }> {
  const observer = await readSession(req);
  if (!observer) return { refusal: toLogin(resolvedUrl) };
  if (observer.role === role) return { observer };
  return { refusal: { redirect: { destination: "/domes?denied=1", permanent: false } } };
}

/** A whole `getServerSideProps`. */
export const getObserverProps = withObserver(async (_context, { name }) => ({ props: { name } }));
