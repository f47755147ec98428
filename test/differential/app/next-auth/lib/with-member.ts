import type { GetServerSideProps, GetServerSidePropsContext, GetServerSidePropsResult } from "next";
import type { Session } from "next-auth";
import { getServerSession } from "next-auth/next";
import { authOptions } from "./auth";

type Inner<P> = (
  context: GetServerSidePropsContext,
  session: Session,
) => Promise<GetServerSidePropsResult<P>>;

/** Runs the inner function for members only. */
export function withMember<P extends Record<string, unknown>>(
  inner: Inner<P>,
): GetServerSideProps<P> {
  return async (context) => {
    const session = await getServerSession(context.req, context.res, authOptions);
    if (!session) return { redirect: { destination: "/login", permanent: false } };
    return inner(context, session);
  };
}

/** The session of the visitor, for pages that check it themselves. */
export const memberOf = ({ req, res }: GetServerSidePropsContext) =>
  getServerSession(req, res, authOptions);
