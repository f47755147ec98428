import type { NextApiRequest, NextApiResponse } from "next";
import { getServerSession, type Session } from "next-auth";
import { authOptions } from "@/lib/auth";
import { findPlot, type Plot } from "../../../lib/plots";

// Whoever is not a member learns nothing, whatever the method.
export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) return res.status(401).json({ error: "log in first" });
  const plot = findPlot(String(req.query.plot));
  if (!plot) return res.status(404).json({ error: `no plot ${req.query.plot}` });

  try {
    switch (req.method) {
      case "GET":
        if (req.query.print) return res.redirect(303, `/plots/${encodeURIComponent(plot.id)}`);
        res.setHeader("Cache-Control", "no-store");
        res.json({ ...plot, seasons: req.query.season });
        break;
      case "PUT":
        await plant(req, res, plot, session);
        break;
      case "DELETE":
        if (session.user.role !== "admin") return res.status(403).json({ error: "committee only" });
        return res.status(204).end();
      default:
        res.setHeader("Allow", ["GET", "PUT", "DELETE"]);
        res.status(405).end();
    }
  } catch (error) {
    res.status(400).json({ error: String(error) });
  }
}

async function plant(
  req: NextApiRequest,
  res: NextApiResponse<Plot | { error: string }>,
  plot: Plot,
  session: Session,
): Promise<void> {
  if (session.user.role !== "admin") {
    res.status(403).json({ error: "committee only" });
    return;
  }
  const { crop } = req.body;
  if (typeof crop !== "string") throw new Error(`no crop, but ${JSON.stringify(req.body)}`);
  res.status(201).json({ ...plot, crop });
}
