import type { NextApiRequest } from "next";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";
import { headersOf, type PageRequest, type PageResponse } from "@/lib/request";
import { whileAnswering } from "@/lib/session/answering";
import { orOutage } from "@/lib/session/outage";
import { type Answer, passCookies, recorded } from "@/lib/session/recorded";

/** A request to the endpoints of NextAuth.js, in the name of the browser that is asking. */
interface Question {
  method: "GET" | "POST";
  /** What stands behind /api/auth/ in the address. */
  action: string;
  body?: Record<string, string>;
  cookies?: Record<string, string>;
}

/**
 * Does on the server what next-auth/react does in the browser, so that forms work without JavaScript:
 * posts a form with the CSRF token that NextAuth.js wants, and hands its cookies to the browser.
 * @throws StoreUnavailableError
 */
export async function postForm(
  req: PageRequest,
  res: PageResponse,
  action: string,
  form: Record<string, string> = {},
): Promise<{ url: string }> {
  const csrf = await ask(req, res, { method: "GET", action: "csrf" });
  const { csrfToken } = csrf.body as { csrfToken: string };
  const cookies = Object.fromEntries([csrf.headers.get("set-cookie") ?? []].flat().map(pairOf));
  const body = { ...form, csrfToken, json: "true" };
  const answer = await ask(req, res, { method: "POST", action, body, cookies });
  passCookies(answer, res);
  return answer.body as { url: string };
}

async function ask(
  req: PageRequest,
  res: PageResponse,
  { method, action, body = {}, cookies = {} }: Question,
): Promise<Answer> {
  const request: NextApiRequest = Object.assign(Object.create(req), {
    method,
    body,
    query: { nextauth: action.split("/") },
    cookies: { ...req.cookies, ...cookies },
  });
  const { recorder, answer } = recorded(res);
  const handle = async () => NextAuth(request, recorder, authOptions);
  await orOutage(() => whileAnswering(headersOf(req), handle));
  return answer;
}

/** Name and value of a Set-Cookie line. */
function pairOf(line: string): [name: string, value: string] {
  const [pair = ""] = line.split(";", 1);
  const at = pair.indexOf("=");
  return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
}
