/** A Set-Cookie line taken apart; attribute names are in lower case, flags have an empty value. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Takes a Set-Cookie line apart (RFC 6265, section 5.2). */
export function parseSetCookie(line: string): SetCookie {
  const [pair = "", ...rest] = line.split(";");
  const attributes = new Map<string, string>();
  for (const part of rest) {
    const [name, value] = halves(part);
    attributes.set(name.toLowerCase(), value);
  }
  const [name, value] = halves(pair);
  return { name, value, attributes };
}

/** Whether the browser forgets the cookie at once: how a server deletes one. */
export function isDeletion({ attributes }: SetCookie): boolean {
  const maxAge = attributes.get("max-age");
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = attributes.get("expires");
  return expires !== undefined && Date.parse(expires) <= Date.now();
}

/**
 * The cookies of one browser on one site. Secure cookies are kept although the tests speak plain
 * HTTP on loopback: in production a proxy in front of the application ends TLS.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  constructor(cookies: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of cookies) this.#cookies.set(name, value);
  }

  receive(lines: readonly string[]): void {
    for (const line of lines) {
      const cookie = parseSetCookie(line);
      if (isDeletion(cookie)) this.#cookies.delete(cookie.name);
      else this.#cookies.set(cookie.name, cookie.value);
    }
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  set(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  delete(name: string): void {
    this.#cookies.delete(name);
  }

  entries(): [string, string][] {
    return [...this.#cookies];
  }

  /** The same cookies in another jar: what a thief of the cookies holds. */
  copy(): CookieJar {
    return new CookieJar(this.#cookies);
  }

  /** Value of the Cookie header, or undefined where there is no cookie to send. */
  header(): string | undefined {
    if (this.#cookies.size === 0) return undefined;
    return this.entries()
      .map(([name, value]) => `${name}=${value}`)
      .join("; ");
  }
}

function halves(part: string): [string, string] {
  const at = part.indexOf("=");
  return at === -1 ? [part.trim(), ""] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
