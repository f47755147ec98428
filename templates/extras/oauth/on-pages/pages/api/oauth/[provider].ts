import type { NextApiHandler, NextApiResponse } from "next";
import { beginLogin } from "@/lib/oauth/begin-login";
import { isConfigured } from "@/lib/oauth/configured";
import { isOwnLink } from "@/lib/oauth/own-link";
import { headersOf } from "@/lib/request";
import { loginPath, safeRedirect } from "@/lib/safe-redirect";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/** Sends the browser to the provider, which sends it back to /api/auth/callback. */
const begin: NextApiHandler = async (req, res) => {
  const { provider, next: wanted } = req.query;
  const next = safeRedirect(wanted);
  if (req.method !== "GET") return res.status(405).setHeader("Allow", "GET").end();
  if (!isConfigured(provider)) return res.status(404).json({ error: "not_found" });
  if (!isOwnLink(headersOf(req))) return goTo(res, loginPath(next));
  try {
    goTo(res, await beginLogin(req, res, provider, next));
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    goTo(res, `${loginPath(next)}&error=unavailable`);
  }
};

export default begin;

function goTo(res: NextApiResponse, location: string): void {
  res.setHeader("Cache-Control", "private, no-store").redirect(303, location);
}
