import type { NextApiRequest, NextApiResponse } from "next";
import { getSession } from "../../lib/get-session";

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const { user } = await getSession(req, res);
  if (!user) return res.status(401).json({ error: "unauthenticated" });
  res.json({ user });
}
