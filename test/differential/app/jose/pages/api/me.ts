import type { NextApiRequest, NextApiResponse } from "next";
import { readSession } from "@/lib/session";

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const observer = await readSession(req);
  return observer ? res.json(observer) : res.status(401).json({ error: "nobody" });
}
