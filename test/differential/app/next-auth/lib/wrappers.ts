import type { GetServerSideProps, GetServerSidePropsContext, GetServerSidePropsResult } from "next";
import type { Session } from "next-auth";
import { memberOf } from "./with-member";

type Props = Record<string, unknown>;
type Load<P extends Props> = (
  context: GetServerSidePropsContext,
  session: Session,
) => Promise<GetServerSidePropsResult<P>>;

/** Everything by options, with the page's own part among them. */
export function createServerSideProps<P extends Props>({
  role,
  otherwise = "/login",
  load,
}: {
  role?: string;
  otherwise?: string;
  load: Load<P>;
}): GetServerSideProps<P> {
  return async (context) => {
    const session = await memberOf(context);
    if (!session) {
      const query = new URLSearchParams({ callbackUrl: context.resolvedUrl });
      return { redirect: { destination: `/login?${query}`, permanent: false } };
    }
    if (role && session.user.role !== role) {
      return { redirect: { destination: otherwise, permanent: true } };
    }
    return load(context, session);
  };
}

/** Curried, for wrappers that stand around each other. */
export const withRole =
  (role: string) =>
  <P extends Props>(inner: GetServerSideProps<P>): GetServerSideProps<P> =>
  async (context) => {
    const session = await memberOf(context);
    if (!session) return { redirect: { destination: "/login?for=beds", permanent: false } };
    return session.user.role === role ? inner(context) : { notFound: true };
  };

/** A failure of the page's own part is told to the visitor. A redirect is no failure. */
export function withFailures<P extends Props>(
  inner: GetServerSideProps<P>,
): GetServerSideProps<P | { failure: string }> {
  return async (context) => {
    try {
      return await inner(context);
    } catch (error) {
      return { props: { failure: error instanceof Error ? error.message : "unknown" } };
    }
  };
}

/** A page's whole `getServerSideProps`, for pages that differ in nothing else. */
export const getServerSideProps = createServerSideProps({
  load: async (_, { user }) => ({ props: { name: user.name ?? "" } }),
});
