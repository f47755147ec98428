import { withSessionRoute } from "@/lib/session";

export default withSessionRoute(async (req, res) => {
  const { reader } = req.session;
  return reader ? res.json(reader) : res.status(401).json({ error: "ticket" });
});
