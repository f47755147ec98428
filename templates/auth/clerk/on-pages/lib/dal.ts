import { buildClerkProps } from "@clerk/nextjs/server";
import type {
  GetServerSideProps,
  GetServerSidePropsContext,
  GetServerSidePropsResult,
  Redirect,
} from "next";
import type { PageRequest, PageResponse } from "@/lib/request";
import { loginPath } from "@/lib/safe-redirect";
import { getCurrentSession, type Session } from "@/lib/session";
import type { Role, User } from "@/lib/store/types";
import { ignoreOutage, StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * The data access layer: the one door through which pages learn who is asking. Every page goes
 * through it in getServerSideProps, beside its data: requests for /_next/data come that way too,
 * and the ones that proxy.ts does not see get nothing.
 */

export type { Session, User };

/** Why a page is not shown. The notice in its place is in components/page-frame.tsx. */
export type Refusal = "forbidden" | "unavailable";

/**
 * What every page has among its props; pages/_app.tsx makes the header of it, and hands ClerkProvider
 * what buildClerkProps() has put beside it.
 */
export interface PageProps {
  /** Who is signed in. Pages built ahead of requests (404, 500) cannot know: undefined. */
  viewer?: User | null;
  refusal?: Refusal;
}

type Context = GetServerSidePropsContext;
type Result<Props = object> = GetServerSidePropsResult<Props>;
type Load<Asker, Loaded> = (asker: Asker, context: Context) => Promise<Loaded>;
/** The props of a result; what only redirects has none. */
type PropsOf<Loaded> = Loaded extends { props: infer Props } ? Awaited<Props> : never;

/**
 * getServerSideProps of a page for signed-in users. A visitor is sent to the login page and comes
 * back afterwards; the wrong role gets a 403, and an outage of Clerk a 503.
 *
 *     export const getServerSideProps = withUser(async (session) => ({ props: { … } }));
 *     export const getServerSideProps = withUser(load, { role: "admin" });
 *
 * The page has the props of `load`, and `viewer`. They are sent to the browser: leave out what the
 * user should not see.
 */
export function withUser<Loaded extends Result>(
  load: Load<Session, Loaded>,
  { role }: { role?: Role } = {},
): GetServerSideProps<PropsOf<Loaded> & { viewer: User }> {
  return orUnavailable(async (context) => {
    const { req, res, resolvedUrl } = context;
    const session = await getCurrentSession(req);
    if (!session) return { redirect: toLogin(resolvedUrl) };
    const viewer = session.user;
    const known = { viewer, ...buildClerkProps(req) };
    if (role && viewer.role !== role) return refused(res, "forbidden", known);
    return withProps(known, await load(session, context));
  });
}

/**
 * getServerSideProps of a page for everybody, who are told apart by `viewer`. An outage of Clerk
 * makes everybody a visitor here.
 */
export function withViewer<Loaded extends Result>(
  load: Load<User | null, Loaded>,
): GetServerSideProps<PropsOf<Loaded> & { viewer: User | null }> {
  return orUnavailable(async (context) => {
    const viewer = await getViewer(context.req);
    return withProps({ viewer, ...buildClerkProps(context.req) }, await load(viewer, context));
  });
}

/** The user, or null: for what everybody may see. An outage makes everybody a visitor. */
export async function getViewer(req: PageRequest): Promise<User | null> {
  const session = await getCurrentSession(req).catch(ignoreOutage);
  return session?.user ?? null;
}

const STATUS: Record<Refusal, number> = { forbidden: 403, unavailable: 503 };

/** Gives the answer the status of a refusal, which keeps caches from taking it for the page. */
export function refuse(res: PageResponse, refusal: Refusal): void {
  res.statusCode = STATUS[refusal];
  if (refusal === "unavailable") res.setHeader("Retry-After", "5");
}

function toLogin(returnTo: string): Redirect {
  return { destination: loginPath(returnTo), statusCode: 307 };
}

/** What belongs to one user is kept by nobody on the way, and an outage is told as what it is. */
function orUnavailable<Props extends object>(
  answer: (context: Context) => Promise<Result<Props>>,
): GetServerSideProps<Props> {
  return async (context) => {
    context.res.setHeader("Cache-Control", "private, no-store");
    try {
      return await answer(context);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return refused(context.res, "unavailable");
    }
  };
}

/** The page itself is not rendered, so it never misses the props that are not there. */
function refused<Props>(res: PageResponse, refusal: Refusal, known?: PageProps): Result<Props> {
  refuse(res, refusal);
  const props: PageProps = { refusal, ...known };
  return { props: props as Props };
}

async function withProps<Extra extends object, Loaded extends Result>(
  extra: Extra,
  loaded: Loaded,
): Promise<Result<PropsOf<Loaded> & Extra>> {
  if (!("props" in loaded)) return loaded;
  return { props: { ...((await loaded.props) as PropsOf<Loaded>), ...extra } };
}
