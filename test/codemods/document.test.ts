import { describe, expect, test } from "vitest";
import { isObstacle, understood } from "../../codemods/shared/finding.ts";
import { readDocument } from "../../codemods/shared/shell/document.ts";
import { layoutFile } from "../../codemods/shared/shell/layout-file.ts";

const files: Record<string, string> = {
  "../lib/assets": 'export const asset = (name) => "/static/" + name;',
  "../components/Banner": "export default () => <p>Works are going on</p>;",
  "../components/Clock":
    'import { useState } from "react";\nexport default () => <p>{useState(0)[0]}</p>;',
  "../components/Close": "export default () => <button onClick={() => close()}>x</button>;",
};

const read = (source: string) =>
  understood(() =>
    readDocument("pages/_document.js", source, (_, specifier) => {
      const text = files[specifier];
      return text === undefined ? undefined : { path: `${specifier.slice(3)}.js`, text };
    }),
  );

/** The layout that `_document` alone becomes, or the code of what stands against it. */
function layoutOf(source: string): string {
  const document = read(source);
  if (isObstacle(document)) return document.code;
  return layoutFile({
    layoutFile: "app/layout.js",
    isTypeScript: false,
    nextMajor: 16,
    cacheComponents: false,
    document,
    stylesNextRoot: false,
  });
}

const imports = 'import Document, { Head, Html, Main, NextScript } from "next/document";';
const markup = (head: string, body = "<Main /><NextScript />", html = ""): string =>
  `<Html${html}><Head>${head}</Head><body>${body}</body></Html>`;
const plain = (head: string, body?: string, html?: string): string =>
  `${imports}\nexport default function D(props) { return ${markup(head, body, html)}; }`;

test("attributes and static tags are carried over", () => {
  const source = `export default () => <Html lang="nl" className="a"><Head><link rel="icon" href="/i" /></Head><body id="b"><Main /><NextScript /></body></Html>;`;
  expect(read(source)).toMatchObject({
    html: ' lang="nl" className="a"',
    body: ' id="b"',
    head: ['<link rel="icon" href="/i" />'],
  });
});

test("expressions come with what they need, and nothing else", () => {
  const layout = layoutOf(`import Document, { Head, Html, Main, NextScript } from "next/document";
import Script from "next/script";
import { asset, unused } from "../lib/assets";
import Banner from "../components/Banner";

const color = process.env.THEME ?? "#fff";
const other = "not needed";

function Icon({ size }) {
  return <link rel="icon" sizes={size} href={asset(size)} />;
}

class MyDocument extends Document {
  render() {
    const isLive = process.env.NODE_ENV === "production";
    return (
      <Html lang="en" data-color={color}>
        <Head prefix="og: https://ogp.me/ns#">
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, maximum-scale=1" />
          <Icon size="16x16" />
          {isLive && <script dangerouslySetInnerHTML={{ __html: "start()" }} />}
          <Script src="/early.js" strategy="beforeInteractive" />
        </Head>
        <link rel="preconnect" href="https://cdn.example" />
        <body className={color}>
          <Banner />
          <div className="outer">
            <Main />
            <NextScript />
          </div>
          <div id="portal" />
        </body>
      </Html>
    );
  }
}

export default MyDocument;
`);
  expect(layout).toBe(`import Script from "next/script";
import { asset } from "../lib/assets";
import Banner from "../components/Banner";

const color = process.env.THEME ?? "#fff";

function Icon({ size }) {
  return <link rel="icon" sizes={size} href={asset(size)} />;
}

export const viewport = {
  width: "device-width",
  maximumScale: 1,
};

export default function RootLayout({ children }) {
  const isLive = process.env.NODE_ENV === "production";
  return (
    <html lang="en" data-color={color}>
      <head prefix="og: https://ogp.me/ns#">
        <Icon size="16x16" />
        {isLive && <script dangerouslySetInnerHTML={{ __html: "start()" }} />}
        <Script src="/early.js" strategy="beforeInteractive" />
        <link rel="preconnect" href="https://cdn.example" />
      </head>
      <body className={color}>
        <Banner />
        <div className="outer">
          {children}
        </div>
        <div id="portal" />
      </body>
    </html>
  );
}
`);
});

describe("what a layout would not do the same way is refused", () => {
  test.each([
    ["a name that is not known", plain("", undefined, " lang={locale}")],
    ["props", plain("", undefined, " lang={props.locale}")],
    [
      "what Next hands to a class",
      `${imports}\nexport default class D extends Document { render() { return ${markup("", undefined, " lang={this.props.locale}")}; } }`,
    ],
    [
      "a constant made of props",
      `${imports}\nexport default function D(props) { const { locale } = props; return ${markup("", undefined, " lang={locale}")}; }`,
    ],
    ["an unknown component", plain("", "<Banner /><Main /><NextScript />")],
    [
      "a component with state",
      `import Clock from "../components/Clock";\n${plain("", "<Clock /><Main />")}`,
    ],
    [
      "a component with a handler",
      `import Close from "../components/Close";\n${plain("", "<Close /><Main />")}`,
    ],
    ["a component of a package", `import { Bar } from "some-bar";\n${plain("<Bar />")}`],
    [
      "a component around the page",
      `import Banner from "../components/Banner";\n${plain("", "<Banner><Main /></Banner>")}`,
    ],
    ["a handler", plain("<link rel='stylesheet' href='/a.css' onLoad={() => load()} />")],
    [
      "a nonce",
      `${imports}\nconst nonce = "n";\nexport default () => ${markup("", "<Main /><NextScript nonce={nonce} />")};`,
    ],
    [
      "a nonce of the head",
      `${imports}\nexport default () => <Html><Head nonce="n" /><body><Main /></body></Html>;`,
    ],
    ["scripts that may be missing", plain("", "<Main />{process.env.JS && <NextScript />}")],
    ["a title", plain("<title>Club</title>")],
    ["text beside the page", plain("", "Welcome <Main />")],
    ["an element that no head holds", plain("<div />")],
    [
      "a hook",
      `import { useTheme } from "../lib/theme";\n${imports}\nexport default function D() { const theme = useTheme(); return ${markup("", undefined, " className={theme}")}; }`,
    ],
    [
      "require",
      `${imports}\nconst manifest = require("../manifest.json");\nexport default () => ${markup('<link rel="stylesheet" href={manifest.css} />')};`,
    ],
    [
      "a variable that changes",
      `${imports}\nlet count = 0;\nexport default () => ${markup('<meta name="count" content={count} />')};`,
    ],
    [
      "a name of the layout",
      `${imports}\nconst session = "s";\nexport default () => ${markup('<meta name="s" content={session} />')};`,
    ],
    ["an effect while it loads", `process.on("SIGTERM", () => process.exit(0));\n${plain("")}`],
    [
      "an effect before it renders",
      `${imports}\nexport default function D() { count(); return ${markup("")}; }`,
    ],
    [
      "several ways out",
      `${imports}\nexport default function D() { if (process.env.A) return null; return ${markup("")}; }`,
    ],
    ["a component made by a call", `${imports}\nexport default wrap(() => ${markup("")});`],
    [
      "a class that does more",
      `${imports}\nexport default class D extends Document { constructor(p) { super(p); } render() { return ${markup("")}; } }`,
    ],
  ])("%s", (_, source) => {
    expect(layoutOf(source)).toBe("document-form");
  });
});

describe("getInitialProps of _document", () => {
  const styles = (source: string) => {
    const document = read(source);
    return isObstacle(document) ? document.code : (document.styles?.library ?? "none");
  };
  const withProps = (statements: string, head = "", before = ""): string =>
    `${before}\n${imports}\nexport default class D extends Document {
  static async getInitialProps(ctx) { ${statements} }
  render() { return ${markup(head)}; }
}`;
  const emotion =
    'import createEmotionServer from "@emotion/server/create-instance";\nimport createCache from "../lib/cache";';
  const collects = `const cache = createCache();
    const { extractCriticalToChunks } = createEmotionServer(cache);
    const originalRenderPage = ctx.renderPage;
    ctx.renderPage = () => originalRenderPage({ enhanceApp: (App) => (props) => <App emotionCache={cache} {...props} /> });
    const initialProps = await Document.getInitialProps(ctx);
    const { styles } = extractCriticalToChunks(initialProps.html);
    const emotionStyleTags = styles.map((style) => <style key={style.key} data-emotion={style.ids.join(" ")} dangerouslySetInnerHTML={{ __html: style.css }} />);`;
  const sheet = `const sheet = new ServerStyleSheet();
    const originalRenderPage = ctx.renderPage;
    try {
      ctx.renderPage = () => originalRenderPage({ enhanceApp: (App) => (props) => sheet.collectStyles(<App {...props} />) });
      const initialProps = await Document.getInitialProps(ctx);
      return { ...initialProps, styles: <>{initialProps.styles}{sheet.getStyleElement()}</> };
    } finally { sheet.seal(); }`;

  test.each([
    [
      "none",
      withProps(
        "const initialProps = await Document.getInitialProps(ctx); return { ...initialProps };",
      ),
    ],
    [
      "emotion",
      withProps(
        `${collects} return { ...initialProps, emotionStyleTags };`,
        "{this.props.emotionStyleTags}",
        emotion,
      ),
    ],
    [
      "styled-components",
      withProps(sheet, "", 'import { ServerStyleSheet } from "styled-components";'),
    ],
    [
      "emotion",
      `import { DocumentHeadTags, documentGetInitialProps } from "@mui/material-nextjs/v15-pagesRouter";
${plain("<DocumentHeadTags {...props} />")}
D.getInitialProps = async (ctx) => { const finalProps = await documentGetInitialProps(ctx); return finalProps; };`,
    ],
    [
      "document-initial-props",
      withProps(
        "const initialProps = await Document.getInitialProps(ctx); return { ...initialProps, nonce: ctx.res.nonce };",
      ),
    ],
    [
      "document-initial-props",
      withProps(
        "const initialProps = await Document.getInitialProps(ctx); return { ...initialProps, ...(await fetchDecorator()) };",
      ),
    ],
    [
      "document-initial-props",
      withProps(
        `${sheet.replace("try", "log(ctx); try")}`,
        "",
        'import { ServerStyleSheet } from "styled-components";',
      ),
    ],
    [
      "document-initial-props",
      withProps(
        `${collects.replace("createCache()", 'createCache({ key: "own" })')} return { ...initialProps, emotionStyleTags };`,
        "{this.props.emotionStyleTags}",
        emotion,
      ),
    ],
    // written together with something else
    [
      "document-form",
      withProps(
        `${collects} return { ...initialProps, emotionStyleTags };`,
        "<noscript>{this.props.emotionStyleTags}</noscript>",
        emotion,
      ),
    ],
    // collected in one way and written in another
    [
      "document-form",
      withProps(
        `${collects} return { ...initialProps, tags: emotionStyleTags };`,
        "{this.props.tags}",
        emotion,
      ),
    ],
    [
      "document-initial-props",
      `${plain("")}\nD.getInitialProps = withProps(async (ctx) => Document.getInitialProps(ctx));`,
    ],
  ])("%s: %#", (expected, source) => {
    expect(styles(source)).toBe(expected);
  });
});
