import type { Route } from "../project/routes.ts";
import { VerifyError } from "./verify-error.ts";

/** What stands in an address for a parameter nobody named a value of. */
const placeholder = "1";

/** Asking for these would end the session that the next question needs. */
const endings = /(^|\/)(log|sign)-?out(\/|$)/i;

/** The library's own endpoints: what a session is made with, not what it guards. */
const endpoints = /\/\[\.\.\.(nextauth|all|auth)\]$/;

/** A route of the project, as a visitor asks for it. */
export interface Address {
  /** As Next.js writes it: `/posts/[id]`. */
  readonly route: string;
  /** `/posts/1` */
  readonly path: string;
}

/** What is asked for, and what is not, each with its reason. */
export interface Addresses {
  readonly asked: readonly Address[];
  readonly skipped: readonly { readonly route: string; readonly reason: string }[];
}

/**
 * The addresses of a project's routes, in both routers; a route that stands in both is one.
 * @param values of parameters by name; one of a rest parameter may have several segments
 * @param skip patterns of routes that are not to be asked for
 * @throws VerifyError when `skip` names no route
 */
export function addressesOf(
  routes: readonly Route[],
  values: Readonly<Record<string, string>>,
  skip: readonly string[] = [],
): Addresses {
  const byPattern = new Map(routes.map((route) => [route.pattern, route]));
  const unknown = skip.find((pattern) => !byPattern.has(pattern));
  if (unknown !== undefined) throw new VerifyError(`--skip ${unknown}: there is no such route.`);
  const asked: Address[] = [];
  const skipped: { route: string; reason: string }[] = [];
  for (const [route, { params }] of [...byPattern].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const reason = skip.includes(route)
      ? "left out by --skip"
      : endings.test(route)
        ? "it ends sessions"
        : endpoints.test(route)
          ? "it belongs to the auth library"
          : undefined;
    if (reason) skipped.push({ route, reason });
    else asked.push({ route, path: fill(route, params, values) });
  }
  return { asked, skipped };
}

function fill(
  route: string,
  params: Route["params"],
  values: Readonly<Record<string, string>>,
): string {
  let path = route;
  for (const { name, kind } of params) {
    const value = values[name] ?? (kind === "optional-rest" ? "" : placeholder);
    const encoded = (kind === "one" ? [value] : value.split("/")).map(encodeURIComponent).join("/");
    path = path.replace(/\/\[?\[(\.\.\.)?[^\]]+\]\]?/, encoded === "" ? "" : `/${encoded}`);
  }
  return path || "/";
}

/**
 * The origin of a running application.
 * @param allowed host names besides those of this machine
 * @throws VerifyError when it is no address of this machine, and was not allowed
 */
export function originOf(flag: string, text: string, allowed: readonly string[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new VerifyError(`${flag} ${text}: expected an address such as http://localhost:3000.`);
  }
  if (!isLoopback(url.hostname) && !allowed.includes(url.hostname)) {
    throw new VerifyError(
      `${flag} ${text}: only this machine is asked. If ${url.hostname} is yours to be asked with these cookies, add --allow-host ${url.hostname}.`,
    );
  }
  return url.origin;
}

function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);
}
