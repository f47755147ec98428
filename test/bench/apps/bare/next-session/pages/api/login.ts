import type { NextApiRequest, NextApiResponse } from "next";
import { getSession } from "../../lib/get-session";

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const session = await getSession(req, res);
  session.user = req.body;
  await session.commit();
  res.json({ ok: true });
}
