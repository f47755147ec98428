import { AsyncLocalStorage } from "node:async_hooks";
import { NextRequest } from "next/server";

/** The library does not tell its callbacks which request they serve, so it is kept here for them. */
const answering = new AsyncLocalStorage<NextRequest>();

/** Runs what the library does for a request with these headers. */
export function whileAnswering<T>(headers: Headers, work: () => Promise<T>): Promise<T> {
  return answering.run(new NextRequest("http://internal.invalid", { headers }), work);
}

/** The User-Agent header of the request that is being answered. */
export function userAgent(): string | null {
  return answering.getStore()?.headers.get("user-agent") ?? null;
}

/** A cookie of the request that is being answered. */
export function requestCookie(name: string): string | undefined {
  return answering.getStore()?.cookies.get(name)?.value;
}
