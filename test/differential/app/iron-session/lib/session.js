import { getIronSession } from "iron-session";

export const sessionOptions = {
  password: process.env.SESSION_PASSWORD,
  cookieName: "reading-room",
  ttl: 60 * 60,
  cookieOptions: { secure: false, sameSite: "lax" },
};

/** Puts the session on the request, as iron-session 6 did it for us. */
export function withSessionSsr(handler) {
  return async function getServerSidePropsWithSession(context) {
    context.req.session = await getIronSession(context.req, context.res, sessionOptions);
    return handler(context);
  };
}

/** The same for API routes. */
export function withSessionRoute(handler) {
  return async (req, res) => {
    req.session = await getIronSession(req, res, sessionOptions);
    return handler(req, res);
  };
}
