import { describe, expect, test } from "vitest";
import { isObstacle, understood } from "../../codemods/shared/finding.ts";
import { readApp } from "../../codemods/shared/shell/app.ts";

const app = (markup: string, more = "", before = ""): string =>
  `import { SessionProvider } from "next-auth/react";
${before}
export default function App({ Component, pageProps }) {
  return ${markup};
}
${more}`;

const files: Record<string, string> = {
  "../gate": "export default function Gate({ children }) { return ready() ? children : null; }",
  "../frame": "export default function Frame({ children }) { return <main>{children}</main>; }",
};

function codeOf(source: string): string {
  const result = understood(() =>
    readApp("pages/_app.js", source, (_, specifier) => {
      const text = files[specifier];
      return text === undefined ? undefined : { path: `${specifier.slice(3)}.js`, text };
    }),
  );
  return isObstacle(result) ? result.code : "understood";
}

describe("_app is refused where a guard or a provider would be lost", () => {
  test.each([
    ["app-form", 'import { withApi } from "../api";\nexport default withApi(App);'],
    ["app-form", "export default class App extends Base { render() { return null; } }"],
    [
      "app-initial-props",
      app("<Component {...pageProps} />", "App.getInitialProps = async () => ({});"),
    ],
    [
      "app-static",
      app("Component.auth ? <Component {...pageProps} /> : <Component {...pageProps} />"),
    ],
    ["app-branches", app("ok ? <Component {...pageProps} /> : <Component {...pageProps} />")],
    ["shell-holds-back", app("ok && <Component {...pageProps} />")],
    [
      "shell-holds-back",
      app("<Gate><Component {...pageProps} /></Gate>", "", 'import Gate from "../gate";'),
    ],
    [
      "shell-holds-back",
      app("<Gate><Component {...pageProps} /></Gate>", "", 'import { Gate } from "some-package";'),
    ],
    [
      "app-props",
      app(
        "<Hydrate state={pageProps.state}><Component {...pageProps} /></Hydrate>",
        "",
        'import { Hydrate } from "react-query";',
      ),
    ],
    ["app-props", app("<Component {...pageProps} key={1} />")],
    [
      "app-returns",
      "export default function App({ Component, pageProps }) { if (!pageProps.ok) return null; return <Component {...pageProps} />; }",
    ],
    ["app-export", app("<Component {...pageProps} />", "export const client = 1;")],
    [
      "app-head",
      app(
        "<><Head><title>{name}</title></Head><Component {...pageProps} /></>",
        "",
        'import Head from "next/head";',
      ),
    ],
  ])("%s: %#", (code, source) => {
    expect(codeOf(source)).toBe(code);
  });

  test("a component of the project that always renders its children is fine", () => {
    const source = app(
      "<Frame><Component {...pageProps} /></Frame>",
      "",
      'import Frame from "../frame";',
    );
    expect(codeOf(source)).toBe("understood");
  });
});
