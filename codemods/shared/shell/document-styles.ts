import type * as t from "@babel/types";
import { folderOf, moved } from "../editing/specifiers.ts";
import { NotUnderstood } from "../finding.ts";
import { importedAs } from "../syntax/imports.ts";
import { lineOf, type ParsedModule, textOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";
import { bare, isFunction, keyName, memberName, walk } from "../syntax/walk.ts";

/** A library of styles that `_document` collects while a page is rendered. */
export interface CollectedStyles {
  readonly library: "emotion" | "styled-components";
  readonly line: number;
  /** What writes the styles into the head: the whole element or expression, without blanks. */
  readonly written: RegExp;
  /** Elements that the head gets in their place. */
  readonly head: readonly string[];
  /** The import of `createEmotionCache` for a folder, where the library is Emotion. */
  cache(folder: string): string;
}

/** `{emotionStyleTags}`, `{this.props.styles}`, `{(this.props as any).emotionStyleTags}` */
const WRITTEN =
  /^\{(?:this\.props\.|props\.|\(this\.propsasany\)\.)?(?:emotionStyle(?:Tag)?s|style(?:Tag)?s)\}$/;

const FORM = "document-initial-props";

/**
 * What `getInitialProps` of `_document` collects: nothing, or the styles of one library in the
 * way that its documentation shows.
 * @throws NotUnderstood where it does anything else
 */
export function collectedStyles(module: ParsedModule, scopes: Scopes): CollectedStyles | undefined {
  const found = initialProps(module);
  if (!found) return undefined;
  const fn = bare(found.value);
  if (!isFunction(fn)) throw other(fn, "is made by a call");
  return new InitialProps(module, scopes, fn).styles();
}

class InitialProps {
  readonly #module: ParsedModule;
  readonly #scopes: Scopes;
  readonly #fn: t.Function;

  constructor(module: ParsedModule, scopes: Scopes, fn: t.Function) {
    this.#module = module;
    this.#scopes = scopes;
    this.#fn = fn;
  }

  styles(): CollectedStyles | undefined {
    const calls = this.#calls();
    const named = (name: string): t.Node | undefined =>
      calls.find(({ origin }) => origin?.imported === name)?.node;
    const mui = named("documentGetInitialProps");
    const emotion = calls.find(({ origin }) => origin?.module.startsWith("@emotion/server"));
    const sheet = named("ServerStyleSheet");
    this.#refuseOthers(calls);
    if ([mui, emotion, sheet].filter(Boolean).length > 1) {
      throw other(this.#fn, "collects the styles of two libraries");
    }
    if (mui) return this.#mui(mui);
    if (emotion) return this.#emotion(calls, emotion.node);
    const line = lineOf(this.#fn);
    if (!sheet) return undefined;
    return { library: "styled-components", line, written: WRITTEN, head: [], cache: () => "" };
  }

  #mui(call: t.Node): CollectedStyles {
    const module = this.#originOf(call)?.module ?? "";
    if (!/^@mui\/material-nextjs\/v\d+-pagesRouter$/.test(module)) {
      throw other(call, "is handed to an unknown module");
    }
    if (call.type === "CallExpression" && call.arguments.length > 1) {
      throw other(call, "collects styles with options of its own");
    }
    return {
      library: "emotion",
      line: lineOf(this.#fn),
      written: /^<DocumentHeadTags\{\.{3}(?:this\.)?props\}\/>$/,
      head: ['<meta name="emotion-insertion-point" content="" />'],
      cache: () => `import { createEmotionCache } from "${module}";`,
    };
  }

  /** The cache has to be made by a function of the project, so that the browser has the same. */
  #emotion(calls: readonly Call[], server: t.Node): CollectedStyles {
    const made = calls.find(({ origin, node }) => {
      const isOwn = origin !== undefined && /^[.@#~]/.test(origin.module);
      const isPackage = origin?.module.startsWith("@emotion/") ?? false;
      return isOwn && !isPackage && node.type === "CallExpression" && node.arguments.length === 0;
    });
    if (!made?.origin) throw other(server, "makes its cache in an unknown way");
    const { module, imported } = made.origin;
    const clause = imported === "default" ? "createEmotionCache" : named(imported);
    return {
      library: "emotion",
      line: lineOf(this.#fn),
      written: WRITTEN,
      head: [],
      cache: (folder) => {
        const from = /^\.\.?\//.test(module)
          ? moved(module, folderOf(this.#module.path), folder)
          : module;
        return `import ${clause} from "${from}";`;
      },
    };
  }

  #calls(): Call[] {
    const calls: Call[] = [];
    walk(this.#fn, (node) => {
      if (node.type !== "CallExpression" && node.type !== "NewExpression") return true;
      const origin = this.#originOf(node);
      calls.push({ node, text: textOf(this.#module, node.callee), ...(origin ? { origin } : {}) });
      return true;
    });
    return calls;
  }

  #originOf(node: t.Node): Call["origin"] | undefined {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
    const { callee } = node;
    return callee.type === "Identifier" ? importedAs(this.#scopes, callee) : undefined;
  }

  /** Anything besides collecting styles: a nonce, the language, data of the request. */
  #refuseOthers(calls: readonly Call[]): void {
    const known =
      /^(?:\w+\.getInitialProps|(?:\w+\.)?renderPage|original\w*|\w+\.(?:collectStyles|extractCriticalToChunks|getStyleElement|seal)|(?:\w+\.)*(?:map|trim|join)|(?:React\.)?Children\.toArray|extractCritical\w*)$/;
    for (const { node, text, origin } of calls) {
      const isLibrary =
        /^@emotion\/|^@mui\/material-nextjs|^styled-components$/.test(origin?.module ?? "") ||
        (origin !== undefined && /cache/i.test(text));
      if (isLibrary || known.test(text)) continue;
      throw other(node, `calls \`${text.slice(0, 40)}\``);
    }
    walk(this.#fn, (node) => {
      const isMember = node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
      const name = isMember
        ? memberName(node)
        : node.type === "ObjectProperty"
          ? keyName(node)
          : "";
      if (
        /^(req|res|query|pathname|asPath|locale|locales|nonce|err|cookies|headers)$/.test(
          name ?? "",
        )
      ) {
        throw other(node, `reads \`${name}\` of the request`);
      }
      return true;
    });
  }
}

interface Call {
  readonly node: t.CallExpression | t.NewExpression;
  /** What is called, as it is written. */
  readonly text: string;
  readonly origin?: { readonly module: string; readonly imported: string };
}

function named(imported: string): string {
  return imported === "createEmotionCache"
    ? `{ ${imported} }`
    : `{ ${imported} as createEmotionCache }`;
}

/** `Document.getInitialProps = …`, or the static method or property of a class. */
function initialProps({ program }: ParsedModule): { readonly value: t.Node } | undefined {
  let value: t.Node | undefined;
  walk(program, (node) => {
    if (node.type === "ClassMethod" && keyName(node) === "getInitialProps") value = node;
    if (node.type === "ClassProperty" && keyName(node) === "getInitialProps" && node.value) {
      value = node.value;
    }
    if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return true;
    if (memberName(node.left) === "getInitialProps") value = node.right;
    return true;
  });
  return value && { value };
}

function other(at: t.Node, what: string): NotUnderstood {
  return new NotUnderstood(
    FORM,
    `getInitialProps of _document ${what}, which nothing in the App Router does for it; only styles that are collected the documented way come along.`,
    lineOf(at),
  );
}
