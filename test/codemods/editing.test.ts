import { describe, expect, test } from "vitest";
import { isObstacle } from "../../codemods/shared/finding.ts";
import { analysePage, type MovedPage } from "../../codemods/shared/page/analyse.ts";
import { facts } from "./facts.ts";

function moved(source: string): MovedPage {
  const result = analysePage(source, facts);
  if (isObstacle(result)) throw new Error(`${result.code} in line ${result.line}`);
  return result;
}

const page = [
  "// Copyright of somebody",
  "import { getServerSession } from 'next-auth/next'",
  "import data from './data.json' with { type: 'json' }",
  "import { authOptions } from '../lib/auth'",
  "",
  "export const getServerSideProps = async ({ req, res }) => {",
  "\tconst session = await getServerSession(req, res, authOptions)",
  "\tif (!session) return { notFound: true }",
  "\treturn { props: { } }",
  "}",
  "",
  "// eslint-disable-next-line",
  "export default   function Members( ) {",
  "\treturn <p>{ data.title }</p>   // odd spacing",
  "}",
  "",
];

describe("what no edit touches keeps its bytes", () => {
  test("tabs, quotes, missing semicolons, import attributes, comments and odd spacing", () => {
    expect(moved(page.join("\n")).client).toBe(
      [
        "'use client'",
        "",
        "// Copyright of somebody",
        "import data from '../../pages/data.json' with { type: 'json' }",
        "",
        "// eslint-disable-next-line",
        "export default   function Members( ) {",
        "\treturn <p>{ data.title }</p>   // odd spacing",
        "}",
        "",
      ].join("\n"),
    );
  });

  test("Windows line ends, in both files", () => {
    const { client, server } = moved(page.join("\r\n"));
    expect(client.replaceAll("\r\n", "")).not.toContain("\n");
    expect(server.replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("a byte order mark stays first", () => {
    expect(moved(`\uFEFF${page.join("\n")}`).client.startsWith("\uFEFF'use client'")).toBe(true);
  });
});

test("the server file is written in the style of the page", () => {
  expect(moved(page.join("\n")).server).toBe(
    [
      "import { getServerSession } from 'next-auth/next'",
      "import { notFound } from 'next/navigation'",
      "import { authOptions } from '../../lib/auth'",
      "import Members from './client'",
      "",
      "export default async function Page() {",
      "\tconst session = await getServerSession(authOptions)",
      "\tif (!session) notFound()",
      "\treturn <Members />",
      "}",
      "",
    ].join("\n"),
  );
});
