import http from "node:http";

/** One answer of the server, read to its end. Redirects are answers like any other. */
export interface Reply {
  readonly url: URL;
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Lines of Set-Cookie, one a cookie. */
  readonly setCookies: readonly string[];
  readonly text: string;
  /** From the first byte sent to the last byte received, in milliseconds. */
  readonly ms: number;
}

export interface Send {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds without any byte after which the request fails; 15 s where not given. */
  readonly timeout?: number;
}

/**
 * Sends one request exactly as it is told to. `fetch` would not do: it adds headers of its own
 * (Sec-Fetch-Mode), follows redirects, and refuses some of the cookies that an attacker may send.
 * @throws Error when the connection breaks, or the server is silent for `timeout`
 */
export function send(url: URL, { method = "GET", headers, body, timeout = 15_000 }: Send = {}) {
  const started = performance.now();
  return new Promise<Reply>((resolve, reject) => {
    const request = http.request(url, { method, headers: { ...headers }, timeout, agent: false });
    request.on("timeout", () => {
      request.destroy(new Error(`${method} ${url.pathname}: silent for ${timeout} ms`));
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({
          url,
          status: response.statusCode ?? 0,
          headers: response.headers,
          setCookies: response.headers["set-cookie"] ?? [],
          text: Buffer.concat(chunks).toString("utf8"),
          ms: performance.now() - started,
        });
      });
    });
    request.end(body);
  });
}
