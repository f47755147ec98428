import { getIronSession } from "iron-session";
import { sessionOptions, withSessionSsr } from "./session";

/** For readers who are signed in; the others come back after the login. */
export const withReader = (handler) =>
  withSessionSsr(async (context) => {
    const { reader } = context.req.session;
    if (!reader) {
      const next = encodeURIComponent(context.resolvedUrl);
      return { redirect: { destination: `/login?next=${next}`, permanent: false } };
    }
    return handler(context, reader);
  });

/** Curried: for one role, and a missing page for the others. */
export const withRole = (role) => (handler) =>
  withReader(async (context, reader) =>
    reader.role === role ? handler(context, reader) : { notFound: true },
  );

/** By options. */
export function guarded({ role, otherwise = "/desk", load }) {
  return withReader(async (context, reader) => {
    if (role && reader.role !== role) {
      return { redirect: { destination: otherwise, permanent: false } };
    }
    return { props: await load(context, reader) };
  });
}

/** For pages that decide by themselves: the reader, or nothing. */
export async function findReader({ req, res }) {
  const session = await getIronSession(req, res, sessionOptions);
  return session.reader;
}

/** A failure of the page's own part is told to the reader. */
export const withFailures = (handler) => async (context, reader) => {
  try {
    return await handler(context, reader);
  } catch (error) {
    return { props: { failure: error.message } };
  }
};
