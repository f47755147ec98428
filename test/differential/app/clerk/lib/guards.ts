import { buildClerkProps, getAuth } from "@clerk/nextjs/server";
import type { GetServerSideProps, GetServerSidePropsContext, GetServerSidePropsResult } from "next";

type Props = Record<string, unknown>;
type Load<P extends Props> = (
  context: GetServerSidePropsContext,
  userId: string,
) => Promise<GetServerSidePropsResult<P>>;

/** The role that stands in the session token. */
export const roleOf = ({ req }: GetServerSidePropsContext) =>
  getAuth(req).sessionClaims?.role as string | undefined;

/** For climbers who are signed in; the others come back after the login. */
export function withClimber<P extends Props>(load: Load<P>): GetServerSideProps<P> {
  return async (context) => {
    const { userId } = getAuth(context.req);
    if (!userId) {
      const next = encodeURIComponent(context.resolvedUrl);
      return { redirect: { destination: `/login?next=${next}`, permanent: false } };
    }
    const result = await load(context, userId);
    if (!("props" in result)) return result;
    return { props: { ...(await result.props), ...buildClerkProps(context.req) } };
  };
}

/** Curried: for one role, and a missing page for the others. */
export const withRole =
  (role: string) =>
  <P extends Props>(load: Load<P>): GetServerSideProps<P> =>
    withClimber(async (context, userId) => {
      if (roleOf(context) !== role) return { notFound: true };
      return load(context, userId);
    });

/** By options. */
export function forStaff<P extends Props>({
  otherwise,
  load,
}: {
  otherwise: string;
  load: Load<P>;
}): GetServerSideProps<P> {
  return withClimber(async (context, userId) => {
    if (roleOf(context) === "setter") return load(context, userId);
    return { redirect: { destination: otherwise, permanent: false } };
  });
}

/** A whole `getServerSideProps`. */
export const getClimberProps = withClimber(async (_context, userId) => ({ props: { id: userId } }));
