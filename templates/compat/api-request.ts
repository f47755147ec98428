import { parse } from "node:querystring";
import type { NextApiRequest } from "next";
import type { NextRequest } from "next/server";

// What the Pages Router read for an API route before it was called, for the route handlers that API
// routes became. A route handler that reads `request.json()` and its `params` itself needs none of it.

/** As `req.body` was: a value where JSON was sent, fields of a form, and text otherwise. */
export type ApiBody = NextApiRequest["body"];

/** As `req.query` was: the parameters of the address and, in front of them, those of the route. */
export type ApiQuery = NextApiRequest["query"];

/** 1 MB, as in the Pages Router. */
const LONGEST_BODY = 1024 * 1024;

/**
 * Reads a body once, by its type.
 * @returns an answer where it cannot be read: 400, or 413 where it is too long
 */
export async function readBody(request: NextRequest): Promise<ApiBody | Response> {
  const [type = "", ...parameters] = (request.headers.get("content-type") ?? "text/plain").split(
    ";",
  );
  const charset = /charset="?([\w-]+)/i.exec(parameters.join(";"))?.[1];
  const bytes = await bytesOf(request);
  if (!bytes) return refusal(413, "Body exceeded 1mb limit");
  let text: string;
  try {
    text = new TextDecoder(charset).decode(bytes);
  } catch {
    return refusal(400, "Invalid body");
  }
  switch (type.trim().toLowerCase()) {
    case "application/json":
    case "application/ld+json":
      try {
        return text === "" ? {} : JSON.parse(text);
      } catch {
        return refusal(400, "Invalid JSON");
      }
    case "application/x-www-form-urlencoded":
      return parse(text);
    default:
      return text;
  }
}

/** @param params those of the route, which come before others of the same name */
export function readQuery(
  request: NextRequest,
  params: Record<string, string | string[] | undefined> = {},
): ApiQuery {
  const query = new Map<string, string | string[]>();
  for (const [name, value] of request.nextUrl.searchParams) {
    const before = query.get(name);
    query.set(name, before === undefined ? value : [before, value].flat());
  }
  return { ...Object.fromEntries(query), ...params };
}

/** Undefined where there are too many: then the rest is not read. */
async function bytesOf({ body }: NextRequest): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    if (length > LONGEST_BODY) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** As bytes, for text would get a type, which the Pages Router gives it none. */
function refusal(status: number, statusText: string): Response {
  return new Response(new TextEncoder().encode(statusText), { status, statusText });
}
