import type * as t from "@babel/types";
import { refuseRouterUses } from "../compat/repoint.ts";
import { NotUnderstood } from "../finding.ts";
import { exportedNames } from "../page/component.ts";
import { lineOf, type ParsedModule, parseModule, textOf } from "../syntax/parse.ts";
import { resolveScopes, type Scopes } from "../syntax/scopes.ts";
import { bare, keyName, memberName, walk } from "../syntax/walk.ts";
import type { ReadModule } from "./renders-children.ts";

/** Functions of packages around `_app` that add nothing which Next would have to call. */
const KNOWN_WRAPPERS: Readonly<Record<string, readonly string[]>> = {
  react: ["memo"],
  "mobx-react": ["observer"],
  "mobx-react-lite": ["observer"],
};

/**
 * Looks whether `_app` can go on rendering around pages of app/ as it is: nothing in it may need
 * Next to call something besides the component.
 * @param read gives the files of the project that it imports
 * @param knowsShallow see CompatModules
 * @throws NotUnderstood at the first thing that would be lost
 */
export function checkBridgedApp(
  path: string,
  text: string,
  read: ReadModule,
  knowsShallow: boolean,
): void {
  const module = parseModule(path, text);
  new BridgedApp(module, resolveScopes(module.program), read).check();
  refuseRouterUses(module, { knowsShallow });
}

class BridgedApp {
  readonly #module: ParsedModule;
  readonly #scopes: Scopes;
  readonly #read: ReadModule;

  constructor(module: ParsedModule, scopes: Scopes, read: ReadModule) {
    this.#module = module;
    this.#scopes = scopes;
    this.#read = read;
  }

  check(): void {
    const { program } = this.#module;
    refuseInitialProps(this.#module);
    let isExported = false;
    for (const statement of program.body) {
      if (statement.type === "ExportNamedDeclaration") this.#namedExport(statement);
      if (statement.type !== "ExportDefaultDeclaration") continue;
      isExported = true;
      this.#component(statement.declaration);
    }
    if (!isExported) throw notPlain("_app has no default export of its own.", program);
  }

  #namedExport(statement: t.ExportNamedDeclaration): void {
    if (!exportedNames(statement).includes("reportWebVitals")) return;
    throw new NotUnderstood(
      "app-export",
      "_app exports reportWebVitals, which Next calls for pages/ only.",
      lineOf(statement),
    );
  }

  /** A component, or calls of known functions around one. */
  #component(node: t.Node, depth = 0): void {
    const value = bare(node);
    if (value.type === "CallExpression" && depth < 10) {
      this.#wrapper(value.callee, value);
      for (const argument of value.arguments) {
        if (argument.type === "Identifier" || argument.type === "CallExpression")
          this.#component(argument, depth + 1);
      }
      return;
    }
    if (value.type !== "Identifier" || depth >= 10) return;
    const declaration = this.#scopes.bindingOf(value)?.declarations[0];
    const constant = declaration && this.#scopes.constants.get(declaration);
    if (constant) this.#component(constant, depth + 1);
    const origin = declaration && this.#scopes.imports.get(value.name);
    if (origin) throw notPlain("_app is a component of another module.", value);
  }

  #wrapper(callee: t.Node, call: t.CallExpression): void {
    if (callee.type === "CallExpression") {
      // withTRPC({ … })(App)
      this.#wrapper(callee.callee, call);
      return;
    }
    const member = callee.type === "MemberExpression" ? callee : undefined;
    const object = member ? member.object : callee;
    const called = member ? memberName(member) : undefined;
    const binding = object.type === "Identifier" ? this.#scopes.bindingOf(object) : undefined;
    const origin = binding && this.#scopes.imports.get(binding.name);
    if (binding && !origin) return; // declared in _app itself, which has no getInitialProps
    const name = called ?? origin?.imported ?? "";
    if (origin && KNOWN_WRAPPERS[origin.module]?.includes(name)) return;
    if (origin && name === "withTRPC") {
      this.#trpc(origin.module, call);
      return;
    }
    const file = origin && this.#read(this.#module.path, origin.module);
    if (file && origin && !member && this.#isPlainFunction(file, origin.imported)) return;
    throw notPlain(
      `_app is made by ${textOf(this.#module, callee).slice(0, 40)}, of which it is not known what Next calls on it.`,
      call,
    );
  }

  /** `withTRPC` adds getInitialProps where `ssr` is set. */
  #trpc(module: string, call: t.CallExpression): void {
    const file = this.#read(this.#module.path, module);
    const text = module === "@trpc/next" ? this.#module.text : file?.text;
    if (text && /\bcreateTRPCNext\b|@trpc\/next/.test(text) && rendersInBrowser(text)) return;
    throw new NotUnderstood(
      "app-initial-props",
      "tRPC fetches in getInitialProps of _app (`ssr`), which app/ does not call.",
      lineOf(call),
    );
  }

  #isPlainFunction(file: { path: string; text: string }, name: string): boolean {
    const module = parseModule(file.path, file.text);
    refuseInitialProps(module, file.path);
    return module.program.body.some((statement) => {
      const isDefault = statement.type === "ExportDefaultDeclaration";
      const declaration =
        isDefault || statement.type === "ExportNamedDeclaration"
          ? statement.declaration
          : statement;
      if (declaration?.type === "FunctionDeclaration") {
        return declaration.id?.name === name || (isDefault && name === "default");
      }
      if (declaration?.type !== "VariableDeclaration") return false;
      return declaration.declarations.some(
        ({ id, init }) =>
          id.type === "Identifier" && id.name === name && init?.type === "ArrowFunctionExpression",
      );
    });
  }
}

function rendersInBrowser(text: string): boolean {
  return [...text.matchAll(/\bssr\b\s*([:,}])\s*(\w*)/g)].every(
    ([, colon, value]) => colon === ":" && value === "false",
  );
}

function refuseInitialProps(module: ParsedModule, file = "_app"): void {
  walk(module.program, (node) => {
    const named =
      (node.type === "Identifier" && node.name === "getInitialProps") ||
      ("key" in node && keyName(node) === "getInitialProps");
    if (!named) return true;
    throw new NotUnderstood(
      "app-initial-props",
      `${file} has getInitialProps, which app/ does not call.`,
      file === "_app" ? lineOf(node) : 1,
    );
  });
}

function notPlain(message: string, at: t.Node): NotUnderstood {
  return new NotUnderstood("app-form", message, lineOf(at));
}
