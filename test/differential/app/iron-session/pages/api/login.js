import { findReaderBy } from "@/lib/readers";
import { withSessionRoute } from "@/lib/session";

export default withSessionRoute(async (req, res) => {
  if (req.method !== "POST") return res.status(405).json({ error: "method" });
  const reader = findReaderBy(req.body.email, req.body.password);
  if (!reader) return res.status(401).json({ error: "ticket" });
  req.session.reader = reader;
  await req.session.save();
  return res.json({ name: reader.name });
});
