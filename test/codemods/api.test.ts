import { describe, expect, test } from "vitest";
import { analyseApi } from "../../codemods/shared/api/analyse.ts";
import type { ApiFacts } from "../../codemods/shared/api/facts.ts";

const facts: ApiFacts = {
  path: "pages/api/notes.js",
  routeFile: "app/api/notes/route.js",
  handlerFile: "app/api/notes/handler.js",
  compatFile: "app/_compat/api-request",
  params: [],
  nextMajor: 16,
  cacheComponents: false,
};

/** The route handler that a text becomes, or the code of what keeps it from being one. */
function become(text: string, more: Partial<ApiFacts> = {}): string {
  const moved = analyseApi(text, { ...facts, ...more });
  return "code" in moved ? `${moved.code}:${moved.line}` : moved.routeHandler;
}

const handler = (body: string) => `export default async function handler(req, res) {\n${body}\n}\n`;

describe("an answer ends the function, as nothing came after it", () => {
  test.each([
    ["return res.json({});", "return NextResponse.json({});"],
    ["return res.status(401).end();", "return new NextResponse(null, { status: 401 });"],
    ['res.status(403).send("No");\n  return;', 'return new NextResponse("No", { status: 403 });'],
    [
      "if (a) res.json({ a: 1 });\n  else res.json({});",
      "if (a) return NextResponse.json({ a: 1 });",
    ],
    ["return a ? res.json({}) : res.status(404).end();", "return a ? NextResponse.json({}) : new"],
    ["return res.json(a);", "return NextResponse.json(a ?? null);"],
    ["return res.json(a && b);", "return NextResponse.json((a && b) ?? null);"],
    ["return res.status(204).json(a);", "return new NextResponse(null, { status: 204 });"],
    ['return res.redirect("/login");', '{ status: 307, headers: { Location: "/login" } }'],
    [
      "try { res.json(a()); } catch { res.status(500).end(); }",
      "try { return NextResponse.json(a()",
    ],
  ])("%s", (body, expected) => {
    expect(become(handler(`  ${body}`))).toContain(expected);
  });
});

describe("what is not understood stays", () => {
  test.each([
    [
      "more follows an answer",
      "  if (!a) res.status(401).end();\n  return res.json(b);",
      "response-continues:2",
    ],
    ["an answer in a loop", "  for (const a of b) res.json(a);", "response-continues:2"],
    [
      "an answer in a callback",
      "  a.forEach(() => res.json({}));\n  return res.end();",
      "response-use:2",
    ],
    ["a stream", "  a.pipe(res);\n  return res.end();", "response-use:2"],
    ["a response that is handed on", "  await log(res);\n  return res.end();", "response-use:2"],
    ["a request that is handed on", "  await log(req);\n  return res.end();", "request-use:2"],
    ["a request that is written to", "  req.user = 1;\n  return res.end();", "request-use:2"],
    ["headers as a whole", "  log(req.headers);\n  return res.end();", "request-use:2"],
    ["an address", "  log(req.url);\n  return res.end();", "request-use:2"],
    ["a cookie that is deleted", "  delete req.cookies.a;\n  return res.end();", "request-use:2"],
    ["a value that is no answer", "  if (a) return b;\n  return res.end();", "response-use:2"],
    ["a header of unknown type", '  res.setHeader("a", b);\n  return res.end();', "response-use:2"],
    ["an answer in finally", "  try { a(); } finally { res.end(); }", "response-continues:2"],
    [
      "a comment inside an answer that is returned",
      "  return res\n    // why\n    .status(401).end();",
      "comment:2",
    ],
    ["a comment inside an answer", "  res\n    // why\n    .status(401).end();", "comment:2"],
  ])("%s", (_name, body, expected) => {
    expect(become(handler(body))).toBe(expected);
  });

  test.each([
    ["a wrapper", "export default withUser(async (req, res) => res.end());\n", "api-wrapped:1"],
    [
      "configuration",
      `export const config = {};\n${handler("  return res.end();")}`,
      "api-config:1",
    ],
    [
      "a module re-exported",
      `export * from "a";\n${handler("  return res.end();")}`,
      "api-exports:1",
    ],
    ["nothing", "export const a = 1;\n", "no-handler:1"],
    ["a syntax error", "export default (", "syntax-error:1"],
    [
      "an exported handler that another one calls",
      `async function get(req, res) {\n  return res.end();\n}\nexport { get };\n${handler("  return get(req, res);")}`,
      "handler-called:1",
    ],
    [
      "an answer of another handler that is not its own",
      `async function get(req, res) {\n  return res.end();\n}\n${handler("  const sent = await get(req, res);\n  return res.end();")}`,
      "response-continues:5",
    ],
    [
      "the response for a function that is exported",
      `export async function get(req, res) {\n  return res.end();\n}\n${handler("  return get(req, res);")}`,
      "response-use:5",
    ],
    [
      "a handler of the module that is also handed on",
      `async function get(req, res) {\n  return res.end();\n}\nlist.push(get);\n${handler("  return get(req, res);")}`,
      "handler-called:4",
    ],
  ])("%s", (_name, text, expected) => {
    expect(become(text)).toBe(expected);
  });
});

test("a body is read once, and what cannot be read is refused before anything else", () => {
  const text = become(
    handler("  if (!a()) return res.status(401).end();\n  return res.json(req.body.b);"),
  );
  expect(text.indexOf("if (body instanceof Response) return body;")).toBeGreaterThan(0);
  expect(text.indexOf("readBody(req)")).toBeLessThan(text.indexOf("401"));
  expect(text).toContain("body.b ?? null");
});

test("a name that the module has is not taken", () => {
  const text = become(handler("  const { body } = req;\n  return res.json(body);"));
  expect(text).toContain("const requestBody = await readBody(req);");
  expect(text).toContain("const body = requestBody;");
});

test("every form of a default export is found", () => {
  for (const source of [
    "export default (req, res) => res.status(401).end();\n",
    "export default function (req, res) {\n  res.status(401).end();\n}\n",
    "const handler = (req, res) => {\n  res.status(401).end();\n};\nexport default handler;\n",
    "function handler(req, res) {\n  res.status(401).end();\n}\nexport { handler as default };\n",
  ]) {
    const text = become(source);
    if (source.includes("as default")) expect(text).toBe("no-handler:1");
    else
      expect(text).toMatch(/handler[\s\S]*status: 401[\s\S]*handler as GET,[\s\S]*handler as PUT,/);
  }
});

test("before Next 15 a GET is not answered while the project is built", () => {
  const text = become(handler("  return res.json({});"), { nextMajor: 14 });
  expect(text).toContain('export const dynamic = "force-dynamic";');
});

test("with cacheComponents nothing runs before there is a request", () => {
  const text = become(handler("  return res.json({});"), { cacheComponents: true });
  expect(text).toMatch(/\{\n {2}await connection\(\);\n/);
});
