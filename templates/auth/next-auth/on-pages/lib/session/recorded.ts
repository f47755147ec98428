import type { NextApiResponse } from "next";
import type { PageResponse } from "@/lib/request";

/** What NextAuth.js answered, before any of it is sent. */
export interface Answer {
  status: number;
  headers: Map<string, string | string[]>;
  body?: unknown;
}

/**
 * A response that only writes down what it is told, for NextAuth.js to answer to: what it makes of an
 * outage of the store must not reach the browser, nor the cookies that it sets with every answer.
 */
export function recorded(res: PageResponse): { recorder: NextApiResponse; answer: Answer } {
  const answer: Answer = { status: 200, headers: new Map() };
  const keepBody = (body?: unknown) => {
    answer.body = body;
  };
  const recorder: NextApiResponse = Object.assign(Object.create(res), {
    getHeader: (name: string) => answer.headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      answer.headers.set(name.toLowerCase(), value);
      return recorder;
    },
    status(status: number) {
      answer.status = status;
      return recorder;
    },
    json: keepBody,
    send: keepBody,
    end: keepBody,
  });
  return { recorder, answer };
}

/** Adds the cookies of an answer to those that a response has already. */
export function passCookies({ headers }: Answer, res: PageResponse): void {
  for (const line of [headers.get("set-cookie") ?? []].flat()) res.appendHeader("Set-Cookie", line);
}
