import { askSocial } from "@/lib/oauth/ask-social";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";

/** @returns the address of the provider */
export async function beginLogin(
  req: PageRequest,
  res: PageResponse,
  provider: string,
  next: string,
): Promise<string> {
  const { url, cookies } = await askSocial(provider, next, headersOf(req));
  for (const cookie of cookies) res.appendHeader("Set-Cookie", cookie);
  return url;
}
