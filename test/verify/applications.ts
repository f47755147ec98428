import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Answer {
  readonly status?: number;
  readonly location?: string;
  readonly html?: string;
  readonly json?: unknown;
}

/** What an application answers to a visitor, who is known by the cookie `session`. */
export type Application = (path: string, visitor: string, request: IncomingMessage) => Answer;

/** Runs an application on a port of its own until the test is over. @returns its origin */
export async function running(application: Application): Promise<string> {
  const server = createServer((request, response) => {
    const session = /session=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "nobody";
    const answer = application(request.url ?? "/", session, request);
    const { status = 200, location, html, json } = answer;
    response.statusCode = status;
    if (location) response.setHeader("location", location);
    response.setHeader("content-type", json === undefined ? "text/html" : "application/json");
    response.end(json === undefined ? html : JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** An application whose guards hold: what the others in a test deviate from. */
export const guarded: Application = (path, visitor, { headers }) => {
  const { pathname } = new URL(path, "http://localhost");
  if (pathname === "/") return { html: "<h1>Welcome</h1>" };
  if (pathname === "/login") return { html: "<h1>Log in</h1>" };
  if (pathname === "/api/me") {
    return visitor === "nobody" ? { status: 401, json: {} } : { json: { visitor } };
  }
  if (visitor === "nobody") {
    const back = encodeURIComponent(`http://${headers.host}${pathname}`);
    return { status: 307, location: `/login?callbackUrl=${back}` };
  }
  if (pathname === "/admin" && visitor !== "admin") return { status: 404, html: "Not found" };
  return { html: `<h1>${pathname}</h1><p>Hello <b>${visitor}</b></p>` };
};
