/**
 * The address of a path of this site, as the browser that is asking sees it. AUTH_URL overrules it
 * inside of Auth.js.
 */
export function addressOf(path: string, headers: Headers): URL {
  const protocol = headers.get("x-forwarded-proto") ?? "http";
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return new URL(path, `${protocol}://${host}`);
}
