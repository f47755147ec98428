import { jwtVerify, SignJWT } from "jose";
import type { GetServerSidePropsContext, NextApiRequest } from "next";

export const COOKIE = "observatory";

export interface Observer {
  name: string;
  role: "observer" | "keeper";
}

const key = () => new TextEncoder().encode(process.env.SESSION_SECRET);

export const signSession = ({ name, role }: Observer) =>
  new SignJWT({ name, role })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(key());

/** Who is asking, or null: the cookie is missing, forged or too old. */
export async function readSession(
  req: GetServerSidePropsContext["req"] | NextApiRequest,
): Promise<Observer | null> {
  const token = req.cookies[COOKIE];
  if (!token) return null;
  try {
    const { payload } = await jwtVerify<Observer>(token, key(), { algorithms: ["HS256"] });
    return { name: payload.name, role: payload.role };
  } catch {
    return null;
  }
}
