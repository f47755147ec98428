import type { NextApiRequest, NextApiResponse } from "next";
import { findObserver } from "@/lib/observers";
import { COOKIE, signSession } from "@/lib/session";

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  if (req.method !== "POST") return res.status(405).json({ error: "method" });
  const observer = findObserver(req.body.email, req.body.password);
  if (!observer) return res.status(401).json({ error: "password" });
  const token = await signSession(observer);
  res.setHeader("Set-Cookie", `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax`);
  return res.json({ name: observer.name });
}
