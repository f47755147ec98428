import type { PageRequest, PageResponse } from "@/lib/request";
import { postForm } from "@/lib/session/endpoint";

/**
 * Does what signIn() of next-auth/react does.
 * @returns the address of the provider
 */
export async function beginLogin(
  req: PageRequest,
  res: PageResponse,
  provider: string,
  next: string,
): Promise<string> {
  const { url } = await postForm(req, res, `signin/${provider}`, { callbackUrl: next });
  return url;
}
