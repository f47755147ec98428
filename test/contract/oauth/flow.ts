import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type Reply, send } from "../driver/http.ts";
import type { Page } from "../driver/page.ts";
import type { Visitor } from "../driver/visitor.ts";
import type { OpenIdProvider, ProviderPerson } from "./provider.ts";

/** Somebody that neither the provider nor the application has met. */
export function newProviderPerson(more: Partial<ProviderPerson> = {}): ProviderPerson {
  const tag = randomBytes(6).toString("hex");
  const email = `${tag}@people.example`;
  return { subject: `subject-${tag}`, name: "Ada Example", email, emailVerified: true, ...more };
}

/** The links of the login page by the provider's id: their address and their text. */
export function providerLinks(page: Page): Record<string, { href: string; text: string }> {
  const links = page.reply.text.matchAll(/<a [^>]*data-provider="([^"]+)"[^>]*>(.*?)<\/a>/g);
  return Object.fromEntries(
    [...links].map(([tag, id, text = ""]) => {
      const href = /href="([^"]+)"/.exec(tag)?.[1]?.replaceAll("&amp;", "&") ?? "";
      return [id, { href, text: text.replace(/<!--.*?-->/g, "") }];
    }),
  );
}

/** Follows a link of the login page. @returns where the browser is sent */
export async function begin(visitor: Visitor, id = "oidc", next?: string): Promise<URL> {
  const query = next === undefined ? "" : `?next=${encodeURIComponent(next)}`;
  const { href } = providerLinks(await visitor.open(`/login${query}`))[id] ?? {};
  assert(href, `the login page offers ${id}`);
  return whereTo(await click(visitor, href));
}

/** As a browser follows a link of the site itself. */
export function click(visitor: Visitor, href: string): Promise<Reply> {
  return visitor.request(href, { headers: { "sec-fetch-site": "same-origin" } });
}

/** Logs in at the provider. @returns where the provider sends the browser */
export async function consent(authorization: URL): Promise<URL> {
  return whereTo(await send(authorization));
}

/** As a browser comes back from another site. */
export function comeBack(visitor: Visitor, callback: URL): Promise<Reply> {
  return visitor.request(callback, { headers: { "sec-fetch-site": "cross-site" } });
}

/** The whole way by the provider, as `person`. @returns the application's answer on coming back */
export async function logInBy(
  provider: OpenIdProvider,
  visitor: Visitor,
  person: ProviderPerson,
  next?: string,
): Promise<Reply> {
  provider.person = person;
  return comeBack(visitor, await consent(await begin(visitor, "oidc", next)));
}

function whereTo(reply: Reply): URL {
  const { location } = reply.headers;
  const name = `${reply.url.pathname} (${reply.status})`;
  assert(location, `${name} sends the browser on: ${reply.text.slice(0, 300)}`);
  return new URL(location, reply.url);
}
