import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { reachOf } from "../../../codemods/shared/flow/reach.ts";
import {
  isRefusedOnServer,
  type PackageSide,
  serverObstacleMessage,
  serverObstacles,
} from "../../../codemods/shared/flow/server-safety.ts";
import { graphOf } from "./project.ts";

const SIDES: Readonly<Record<string, PackageSide>> = { charts: "fails", widgets: "client" };

/** `code file:line what` of what keeps the page's function out of the App Router. */
function obstacles(files: Readonly<Record<string, string>>): string[] {
  return found(files).map(({ code, file, line, what }) => `${code} ${file}:${line} ${what}`);
}

function found(files: Readonly<Record<string, string>>): ReturnType<typeof serverObstacles> {
  const graph = graphOf(files);
  const reach = reachOf(graph, "pages/page.ts", "getServerSideProps");
  return serverObstacles(graph, reach, "pages/page.ts", (name) => SIDES[name]);
}

const PAGE = `import { useState } from "react";
import { load } from "../lib/load";
export async function getServerSideProps(ctx) { return { props: await load(ctx) }; }
export default function Page() { useState(); }`;

const using = (line: string, use = ""): Record<string, string> => ({
  "pages/page.ts": PAGE,
  "lib/load.ts": `${line}\nexport const load = () => ({});\n${use}`,
});

describe("what the function's own imports bring with them", () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ['import { useState } from "react";', "uses useState", "export const f = () => useState();"],
    ['import { useRouter } from "next/router";', "uses next/router", "export const f = useRouter;"],
    ['import Router from "next/router";', "uses next/router", "export const f = Router;"],
    [
      'import React, { Component } from "react";',
      "uses Component",
      "export class A extends Component {}",
    ],
    [
      'import { renderToString } from "react-dom/server";',
      "uses react-dom/server",
      "renderToString();",
    ],
  ];
  test.each(refused)("%s", (line, what, use) => {
    expect(obstacles(using(line, use))).toEqual([`client-api lib/load.ts:1 ${what}`]);
  });

  test("React's client API by a property, while the module loads", () => {
    expect(
      obstacles(using('import React from "react";', "const c = React.createContext(1);")),
    ).toEqual(["client-api lib/load.ts:3 uses createContext of react"]);
    expect(
      obstacles(using('import * as React from "react";', "class A extends React.Component {}")),
    ).toEqual(["client-api lib/load.ts:3 uses Component of react"]);
  });

  test("a whole file counts, however little of it is needed, and the way to it is told", () => {
    const files = {
      ...using('import { name } from "./names";', "export const n = name;"),
      "lib/names.ts": 'import { useEffect } from "react";\nexport const name = 1;\nuseEffect;',
    };
    const [first] = found(files);
    expect(first && serverObstacleMessage(first)).toBe(
      "getServerSideProps cannot run in the App Router: pages/page.ts imports lib/load.ts, which imports lib/names.ts, which uses useEffect.",
    );
  });

  test("a package that needs React's client API to load", () => {
    expect(obstacles(using('import { bar } from "charts";', "bar();"))).toEqual([
      "client-package lib/load.ts:1 imports charts, which needs React's client API to load",
    ]);
  });

  test("what stands behind use client, only where the function calls it", () => {
    const client = {
      "lib/client.ts":
        '"use client";\nimport { useState } from "react";\nexport const a = () => useState();',
    };
    const unused = using('import { a } from "./client";', "export const b = () => a();");
    expect(obstacles({ ...unused, ...client })).toEqual([]);
    expect(
      obstacles({
        ...client,
        "pages/page.ts": PAGE,
        "lib/load.ts": 'import { a } from "./client";\nexport const load = () => a();',
      }),
    ).toEqual([
      'client-module lib/load.ts:2 uses `a` of lib/client.ts, which has "use client" and cannot be called on the server',
    ]);
    expect(
      obstacles({
        "pages/page.ts": PAGE,
        "lib/load.ts": 'import { w } from "widgets";\nexport const load = () => w();',
      }),
    ).toEqual([
      'client-package lib/load.ts:2 uses `w` of widgets, which has "use client" and cannot be called on the server',
    ]);
    expect(obstacles(using('import { w } from "widgets";', "export const b = () => w();"))).toEqual(
      [],
    );
  });
});

describe("what does not count", () => {
  test("the page's own hooks, and imports of types", () => {
    expect(obstacles(using("export {};"))).toEqual([]);
    const types = {
      "lib/card.tsx": 'import { useState } from "react";\nexport type Card = 1;\nuseState;',
    };
    expect(obstacles({ ...using('import type { Card } from "./card";'), ...types })).toEqual([]);
    expect(
      obstacles({ ...using('import { Card } from "./card";', "let a: Card;"), ...types }),
    ).toEqual([]);
  });

  test("React's API that the server side has", () => {
    expect(
      obstacles(using('import { cache, memo, useId } from "react";', "cache(memo(useId));")),
    ).toEqual([]);
  });
});

/** Next's own compiler, asked whether it takes an import in a module of the server side. */
const require = createRequire(import.meta.url);

describe("the list is the compiler's", () => {
  const names = Object.keys(require("react")).concat([
    "createFactory",
    "experimental_useOptimistic",
    "useEffectEvent",
    "useActionState",
  ]);
  const imports: readonly (readonly [string, string])[] = [
    ...[...new Set(names)].map((name) => ["react", name] as const),
    ...Object.keys(require("react-dom")).map((name) => ["react-dom", name] as const),
    ...["flushSync", "unstable_batchedUpdates"].map((name) => ["react-dom", name] as const),
    ...["usePathname", "useRouter", "useParams", "redirect", "notFound"].map(
      (name) => ["next/navigation", name] as const,
    ),
    ["next/router", "useRouter"],
    ["react-dom/client", "createRoot"],
    ["react-dom/server", "renderToString"],
    ["client-only", "anything"],
    ["next/link", "default"],
    ["next/headers", "cookies"],
  ];

  test("import by import", async () => {
    const refusedByNext: string[] = [];
    for (const [module, name] of imports) {
      if (/^\W|^__/.test(name)) continue;
      if (await nextRefuses(module, name)) refusedByNext.push(`${module} ${name}`);
    }
    const refusedByUs = imports
      .filter(([module, name]) => isRefusedOnServer(module, name))
      .map(([module, name]) => `${module} ${name}`);
    expect([...new Set(refusedByUs)].sort()).toEqual([...new Set(refusedByNext)].sort());
    expect(refusedByNext.length).toBeGreaterThan(15);
  });
});

async function nextRefuses(module: string, name: string): Promise<boolean> {
  const swc = require("next/dist/build/swc") as {
    loadBindings(): Promise<unknown>;
    transform(source: string, options: object): Promise<unknown>;
  };
  await swc.loadBindings();
  const clause = name === "default" ? "it" : `{ ${name} as it }`;
  try {
    await swc.transform(`import ${clause} from "${module}";\nexport const a = it;`, {
      filename: "/lib/a.js",
      jsc: { parser: { syntax: "ecmascript" }, target: "es2022" },
      disableNextSsg: true,
      isServerCompiler: true,
      serverComponents: {
        isReactServerLayer: true,
        cacheComponentsEnabled: false,
        useCacheEnabled: false,
        taintEnabled: false,
      },
    });
    return false;
  } catch (error) {
    if (!/Client Component|Server Component|"use client"/.test(String(error))) throw error;
    return true;
  }
}
