import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { has } from "./defects.ts";
import { plain } from "./pages.ts";
import { cookieName } from "./sessions.ts";

/** A request, read to its end. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly address: string | undefined;
  readonly cookie: string | undefined;
  readonly form: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: string;
}

const private_ = (): Record<string, string> =>
  has("lets-caches-keep-pages") ? {} : { "cache-control": "private, no-store" };

export function page(body: string, code = 200): Answer {
  return {
    status: code,
    headers: { "content-type": "text/html; charset=utf-8", ...private_() },
    body,
  };
}

export function json(body: unknown, code = 200): Answer {
  const headers = { "content-type": "application/json", ...private_() };
  return { status: code, headers, body: JSON.stringify(body) };
}

export function redirect(location: string, cookie?: string): Answer {
  const headers = { location, ...private_(), ...(cookie ? { "set-cookie": cookie } : {}) };
  return { status: 303, headers, body: "" };
}

export function status(code: number, text: string): Answer {
  return page(plain(String(code), text), code);
}

export async function readRequest(message: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = message.headers["content-type"] ?? "";
  const entries: [string, string][] = [];
  if (type.includes("form")) {
    const data = await new Response(body, { headers: { "content-type": type } }).formData();
    for (const [name, value] of data) entries.push([name, String(value)]);
  }
  const cookies = (message.headers.cookie ?? "").split(/; */).map((pair) => pair.split(/=(.*)/s));
  return {
    method: message.method ?? "GET",
    url: new URL(message.url ?? "/", `http://${message.headers.host}`),
    headers: message.headers,
    address: message.socket.remoteAddress,
    cookie: cookies.find(([name]) => name === cookieName)?.[1] || undefined,
    form: Object.fromEntries(entries),
    body,
  };
}
