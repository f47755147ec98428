import type * as t from "@babel/types";

/**
 * What a value is, seen from the request that a page answers. `derived` was made from one of the
 * parts by code that is not followed; `unknown` may be anything; `other` is none of them.
 */
export type RequestPart =
  | "context"
  | "request"
  | "response"
  | "session"
  /** The cookies and the headers of the request. */
  | "cookies"
  | "headers"
  | "derived"
  | "unknown"
  | "other";

/** From certain to harmless: of two possible answers the first one counts. */
const ORDER: readonly RequestPart[] = [
  "response",
  "session",
  "context",
  "request",
  "cookies",
  "headers",
  "derived",
  "unknown",
  "other",
];

/** Of several things that a value may be, the one that has to be reckoned with. */
export function gravest(parts: readonly RequestPart[]): RequestPart {
  return ORDER.find((part) => parts.includes(part)) ?? "other";
}

/** Whether code that is handed a value can write to the response with it. */
export function carriesResponse(part: RequestPart): boolean {
  return part === "response" || part === "context";
}

/** What the context, the request and the response have that is none of them. */
const PLAIN: Readonly<Record<string, ReadonlySet<string>>> = {
  context: new Set(
    "params query resolvedUrl locale locales defaultLocale preview previewData draftMode".split(
      " ",
    ),
  ),
  request: new Set("url method query body rawHeaders httpVersion".split(" ")),
  response: new Set("headersSent statusCode writableEnded finished locals".split(" ")),
};

/** What a property of something is. */
export function partOfProperty(of: RequestPart, name: string | undefined): RequestPart {
  if (/^(?:other|session|cookies|headers)$/.test(of)) return "other";
  if (name !== undefined && PLAIN[of]?.has(name)) return "other";
  if (of === "request" && /^(?:session|cookies|headers)$/.test(name ?? "")) {
    return name as "session" | "cookies" | "headers";
  }
  // req.res and res.req are what Node and Express call each other's
  const named = name === undefined ? undefined : partByName(name);
  if (named) return named;
  return of === "unknown" ? "unknown" : "derived";
}

/** What a name stands for, where nothing else says it. */
export function partByName(name: string): RequestPart | undefined {
  if (/^(?:res|response|serverResponse)$/.test(name)) return "response";
  if (/^(?:req|request|nextReq)$/.test(name)) return "request";
  return /^(?:ctx|context)$/.test(name) ? "context" : undefined;
}

/** What the annotation of a parameter or variable says. */
export function partByType(node: t.Node): RequestPart | undefined {
  const note = "typeAnnotation" in node ? (node.typeAnnotation as t.Node | null) : undefined;
  const type = note?.type === "TSTypeAnnotation" ? note.typeAnnotation : undefined;
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return undefined;
  const { name } = type.typeName;
  if (/^(?:NextApiResponse|ServerResponse)$/.test(name)) return "response";
  if (/^(?:NextApiRequest|IncomingMessage)$/.test(name)) return "request";
  if (/^(?:GetServerSidePropsContext|NextPageContext)$/.test(name)) return "context";
  return undefined;
}
