import { describe, expect, test } from "vitest";
import { type CompatModules, repointComponent } from "../../codemods/shared/compat/repoint.ts";
import { wrapDefaultExport } from "../../codemods/shared/compat/wrap-default-export.ts";
import { applyEdits } from "../../codemods/shared/editing/edits.ts";
import { isObstacle, understood } from "../../codemods/shared/finding.ts";
import { checkBridgedApp } from "../../codemods/shared/shell/bridged-app.ts";
import { parseModule } from "../../codemods/shared/syntax/parse.ts";

const compat: CompatModules = {
  router: "app/_compat/router",
  head: "app/_compat/head",
  appShell: "app/_compat/app-shell",
  pageRouter: "app/_compat/page-router",
  knowsShallow: false,
};

/** The file after its edits, or the code of what stands against them. */
function repointed(text: string): string {
  const edits = repointComponent("lib/a.tsx", text, compat);
  return isObstacle(edits) ? edits.code : applyEdits(text, edits);
}

describe("imports of next/router and next/head", () => {
  test.each([
    [
      'import { useRouter } from "next/router";',
      'import { useRouter } from "../app/_compat/router";',
    ],
    [
      "import Router, { withRouter as w } from 'next/router'",
      "import Router, { withRouter as w } from '../app/_compat/router'",
    ],
    ['import Head from "next/head";', 'import Head from "../app/_compat/head";'],
    [
      'import type { NextRouter } from "next/router";',
      'import type { NextRouter } from "next/router";',
    ],
    ['type R = import("next/router").NextRouter;', 'type R = import("next/router").NextRouter;'],
  ])("%s", (before, after) => {
    expect(repointed(before)).toBe(after);
  });

  const router = 'import { useRouter } from "next/router";\nconst router = useRouter();\n';
  test.each([
    ["router-import", 'import * as all from "next/router";'],
    ["router-import", 'import { makePublicRouterInstance } from "next/router";'],
    ["router-import", 'const { useRouter } = require("next/router");'],
    ["router-import", 'export { useRouter } from "next/router";'],
    ["router-before-pop-state", `${router}router.beforePopState(() => false);`],
    ["router-shallow", `${router}router.push("?a=1", undefined, { shallow: true });`],
    ["router-mask", `${router}router.replace("/?photo=1", "/photos/1");`],
    ["head-import", 'import Head, { defaultHead } from "next/head";'],
    ["head-import", 'const Head = lazy(() => import("next/head"));'],
    ["head-component", 'import Head from "next/head";\nconst a = <Head><Meta /></Head>;'],
    [
      "link-pattern",
      'import Link from "next/link";\nconst a = <Link href={{ pathname: "/posts/[id]", query: { id } }} />;',
    ],
  ])("are refused: %s %s", (code, text) => {
    expect(repointed(text)).toBe(code);
  });

  test.each([
    `${router}router.push("/posts/[id]", "/posts/1");`,
    `${router}router.push(url, url);`,
    `${router}list.push("/a", "/b");`,
    'import Link from "next/link";\nconst a = <Link href="/posts/[id]" as={"/posts/" + id} />;',
  ])("are not refused for what means the same in app/: %s", (text) => {
    expect(repointed(text)).not.toMatch(/^[a-z-]+$/);
  });
});

describe("a default export gets a call around it", () => {
  const wrapped = (text: string): string => {
    const result = understood(() => {
      const { edits, last } = wrapDefaultExport(parseModule("a.tsx", text), "wrap", '"/a"');
      return [applyEdits(text, edits), ...(last === undefined ? [] : [last])].join("\n");
    });
    return isObstacle(result) ? result.code : result;
  };

  test.each([
    ["export default function A() {}", 'function A() {}\nexport default wrap(A, "/a");'],
    ["export default class A extends B {}", 'class A extends B {}\nexport default wrap(A, "/a");'],
    ["export default function () {}", 'export default wrap(function () {}, "/a");'],
    ["export default class extends B {}", 'export default wrap(class extends B {}, "/a");'],
    ["export default () => null;", 'export default wrap(() => null, "/a");'],
    ["export default A;\nA.auth = true;", 'export default wrap(A, "/a");\nA.auth = true;'],
    ["export default memo(A) as Page", 'export default wrap(memo(A) as Page, "/a")'],
    ["const A = 1;\nexport { A as default };", 'const A = 1;\n\nexport default wrap(A, "/a");'],
    [
      "let A, b;\nexport { A as default, b };",
      'let A, b;\nexport { b };\nexport default wrap(A, "/a");',
    ],
    [
      "let A, b;\nexport { b, A as default };",
      'let A, b;\nexport { b };\nexport default wrap(A, "/a");',
    ],
    [
      "export { default } from './a';",
      "import PageComponent from './a';\nexport default wrap(PageComponent, \"/a\");",
    ],
    [
      "export { A as default } from './a'",
      "import { A } from './a'\nexport default wrap(A, \"/a\");",
    ],
    ["export { A as default, b } from './a';", "default-export"],
    ["const A = 1;\nexport { A as default } from './a';", "default-export"],
    ["export const a = 1;", "default-export"],
  ])("%s", (before, after) => {
    expect(wrapped(before)).toBe(after);
  });
});

describe("_app renders around pages of app/ only where Next calls nothing else of it", () => {
  const files: Record<string, string> = {
    "../plain": "export const withPlain = (App) => (props) => <App {...props} />;",
    "../eager": "export const withEager = (App) => { A.getInitialProps = run; return A; };",
    "../made": "export const withMade = make({});",
    "../api":
      'import { createTRPCNext } from "@trpc/next";\nexport const api = createTRPCNext({});',
    "../ssr":
      'import { createTRPCNext } from "@trpc/next";\nexport const api = createTRPCNext({ ssr: true });',
    "../App": "export default () => null;",
  };
  const codeOf = (text: string): string => {
    const found = understood(() => {
      const read = (_: string, specifier: string) => {
        const source = files[specifier];
        return source === undefined ? undefined : { path: "lib/a.js", text: source };
      };
      checkBridgedApp("pages/_app.js", text, read, true);
      return "bridged";
    });
    return isObstacle(found) ? found.code : found;
  };
  const app = "const App = ({ Component, ...rest }) => <Component {...rest.pageProps} />;\n";

  test.each([
    ["bridged", `${app}export default App;`],
    ["bridged", `${app}export default memo(App);\nimport { memo } from "react";`],
    ["bridged", "export default class App extends NextApp { render() { return null; } }"],
    ["bridged", `import { withPlain } from "../plain";\n${app}export default withPlain(App);`],
    ["bridged", `import { api } from "../api";\n${app}export default api.withTRPC(App);`],
    ["bridged", `const own = (A) => A;\n${app}export default own(App);`],
    [
      "app-form",
      `import { appWithTranslation as t } from "next-i18next";\n${app}export default t(App);`,
    ],
    ["bridged", `${app}export const client = 1;\nexport default App;`],
    ["app-initial-props", `${app}App.getInitialProps = async () => ({});\nexport default App;`],
    ["app-initial-props", "export default class A extends B { static async getInitialProps() {} }"],
    [
      "app-initial-props",
      `import { withEager } from "../eager";\n${app}export default withEager(App);`,
    ],
    ["app-initial-props", `import { api } from "../ssr";\n${app}export default api.withTRPC(App);`],
    [
      "app-initial-props",
      `import { withTRPC } from "@trpc/next";\n${app}export default withTRPC({ config, ssr: true })(App);`,
    ],
    ["app-form", `import { withMade } from "../made";\n${app}export default withMade(App);`],
    ["app-form", `import { withAll } from "some-package";\n${app}export default withAll(App);`],
    ["app-form", `import App from "../App";\nexport default App;`],
    ["app-form", 'export { default } from "../App";'],
    ["app-export", `${app}export function reportWebVitals() {}\nexport default App;`],
    [
      "router-before-pop-state",
      "export default ({ router }) => { router.beforePopState(stay); return null; };",
    ],
  ])("%s: %s", (code, text) => {
    expect(codeOf(text)).toBe(code);
  });
});
