import { folderOf, specifierTo } from "../editing/specifiers.ts";
import { type AppShell, styleSpecifier } from "./app.ts";
import { type DocumentShell, PAGE } from "./document.ts";

/** What the root layout is made of. */
export interface LayoutParts {
  readonly layoutFile: string;
  readonly isTypeScript: boolean;
  readonly nextMajor: number;
  readonly cacheComponents: boolean;
  readonly document: DocumentShell;
  readonly app?: { readonly file: string; readonly shell: AppShell };
  /** The providers file, where `_app` wraps pages in something. */
  readonly providersFile?: string;
  /** Where to import the options from, when the layout has to read the session. */
  readonly authOptions?: { readonly module: string; readonly name: string };
  /** Style sheets that style `#__next`, the element that pages/ renders into. */
  readonly stylesNextRoot: boolean;
}

/** The text of the root layout. */
export function layoutFile(parts: LayoutParts): string {
  const statements = parts.document.carried.statements.join("\n\n");
  const sections = [imports(parts), statements, exportsOf(parts), component(parts)];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function imports(parts: LayoutParts): string {
  const { app, authOptions, isTypeScript, providersFile } = parts;
  const folder = folderOf(parts.layoutFile);
  const lines: string[] = [];
  const types = [
    ...(hasMetadata(parts) ? ["Metadata"] : []),
    ...(hasViewport(parts) && parts.nextMajor >= 14 ? ["Viewport"] : []),
  ];
  if (isTypeScript && types.length > 0)
    lines.push(`import type { ${types.join(", ")} } from "next";`);
  if (authOptions) lines.push('import { getServerSession } from "next-auth/next";');
  if (isTypeScript) lines.push('import type { ReactNode } from "react";');
  lines.push(...parts.document.carried.imports(folder));
  for (const style of app?.shell.styles ?? []) {
    lines.push(`import "${styleSpecifier(app?.file ?? "", style, folder)}";`);
  }
  if (authOptions) {
    const from = specifierTo(folder, authOptions.module);
    lines.push(`import { ${authOptions.name} } from "${from}";`);
  }
  if (providersFile) {
    const from = specifierTo(folder, providersFile).replace(/\.\w+$/, "");
    lines.push(`import Providers from "${from}";`);
  }
  return lines.join("\n");
}

function exportsOf(parts: LayoutParts): string {
  const { app, isTypeScript } = parts;
  const sections: string[] = [];
  if (parts.cacheComponents && parts.authOptions) sections.push("export const instant = false;");
  if (hasMetadata(parts)) {
    const fields = [
      ...(app?.shell.title === undefined ? [] : [["title", app.shell.title] as const]),
      ...(app?.shell.fields ?? []),
    ];
    const lines = fields.map(([name, text]) => `  ${name}: ${JSON.stringify(text)},\n`).join("");
    sections.push(`export const metadata${isTypeScript ? ": Metadata" : ""} = {\n${lines}};`);
  }
  if (hasViewport(parts)) {
    const lines = viewportFields(viewportOf(parts) ?? "").join("");
    sections.push(`export const viewport${isTypeScript ? ": Viewport" : ""} = {\n${lines}};`);
  }
  return sections.join("\n\n");
}

function component(parts: LayoutParts): string {
  const { document, app, authOptions, providersFile, isTypeScript } = parts;
  const head = [...document.head, ...(app?.shell.tags ?? [])];
  const inner = providersFile
    ? `<Providers${authOptions ? " session={session}" : ""}>{children}</Providers>`
    : "{children}";
  const page = parts.stylesNextRoot ? `<div id="__next">\n  ${inner}\n</div>` : inner;
  const lines = [
    `export default ${authOptions ? "async " : ""}function RootLayout({ children }${
      isTypeScript ? ": { children: ReactNode }" : ""
    }) {`,
    ...(authOptions ? [`  const session = await getServerSession(${authOptions.name});`] : []),
    ...document.carried.locals.map((text) => indented(text, "  ")),
    "  return (",
    `    <html${document.html}>`,
    ...(head.length > 0
      ? [
          `      <head${document.headAttributes}>`,
          ...head.map((tag) => indented(tag, "        ")),
          "      </head>",
        ]
      : []),
    `      <body${document.body}>`,
    ...document.content
      .map((text) => indented(text, "        "))
      .map((text) => withPage(text, page)),
    "      </body>",
    "    </html>",
    "  );",
    "}",
  ];
  return lines.join("\n");
}

function hasMetadata({ app }: LayoutParts): boolean {
  return Boolean(app && (app.shell.title !== undefined || app.shell.fields.size > 0));
}

function hasViewport(parts: LayoutParts): boolean {
  return viewportOf(parts) !== undefined;
}

/** Of two viewports, that of `_document` stood last. */
function viewportOf({ app, document }: LayoutParts): string | undefined {
  return document.viewport ?? app?.shell.viewport;
}

/** Puts the page in its place, at the depth of that. */
function withPage(text: string, page: string): string {
  const [, indent = ""] = new RegExp(`^([ \\t]*)${PAGE}`, "m").exec(text) ?? [];
  return text.replace(PAGE, () => page.replaceAll("\n", `\n${indent}`));
}

/** A text of several lines at another depth; one with a template literal keeps its lines. */
function indented(text: string, indent: string): string {
  const [first = "", ...others] = text.split("\n");
  if (others.length === 0 || text.includes("`")) return indent + text;
  const filled = others.filter((line) => line.trim() !== "");
  const least = Math.min(...filled.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
  return [first, ...others.map((line) => line.slice(least))]
    .map((line) => (line.trim() === "" ? "" : indent + line))
    .join("\n");
}

const VIEWPORT_KEYS: Readonly<Record<string, string>> = {
  width: "width",
  height: "height",
  "initial-scale": "initialScale",
  "minimum-scale": "minimumScale",
  "maximum-scale": "maximumScale",
  "user-scalable": "userScalable",
  "viewport-fit": "viewportFit",
};

/** `width=device-width, user-scalable=no` as fields of `viewport`. */
export function viewportFields(content: string): string[] {
  return content.split(",").flatMap((part) => {
    const [key = "", value = ""] = part.split("=").map((text) => text.trim());
    const name = VIEWPORT_KEYS[key];
    if (name === undefined) return [];
    const isNumber = /^\d+(\.\d+)?$/.test(value);
    const isSwitch = name === "userScalable";
    const written = isSwitch
      ? String(value === "yes" || value === "1")
      : isNumber
        ? value
        : JSON.stringify(value);
    return [`  ${name}: ${written},\n`];
  });
}
