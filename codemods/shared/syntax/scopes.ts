import type * as t from "@babel/types";
import { type ImportedName, importsOf } from "./imports.ts";
import { childrenOf, isFunction } from "./walk.ts";

/** One use of a name. */
export interface Reference {
  readonly node: t.Identifier | t.JSXIdentifier;
  /** From the program down to the parent of the node. */
  readonly ancestors: readonly t.Node[];
  /** Only a type is meant, so that the use is gone when the program runs. */
  readonly isType: boolean;
}

/** A name that is declared somewhere, and every use of it. */
export interface Binding {
  readonly name: string;
  /** The identifiers that declare it; overloads and merged interfaces have several. */
  readonly declarations: t.Node[];
  readonly references: Reference[];
}

/** Every name of a module, resolved the way the language does it. */
export interface Scopes {
  /** Names that the module declares at its top, imports included. */
  readonly module: ReadonlyMap<string, Binding>;
  /** Names that are used and declared nowhere: globals. */
  readonly globals: ReadonlySet<string>;
  /** Names that the module imports: local name → origin. */
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** Every name that is declared anywhere in the module, in whatever scope. */
  readonly all: readonly Binding[];
  /** Identifiers declared by `const name = value`, and that value. */
  readonly constants: ReadonlyMap<t.Node, t.Expression>;
  /** The binding that an identifier refers to, where it is declared in the module. */
  bindingOf(node: t.Node): Binding | undefined;
}

type Frame = Map<string, Binding>;

/** Resolves all names of a program. */
export function resolveScopes(program: t.Program): Scopes {
  const resolver = new Resolver();
  return resolver.resolve(program);
}

class Resolver {
  readonly #byNode = new Map<t.Node, Binding>();
  readonly #globals = new Set<string>();
  readonly #all: Binding[] = [];
  readonly #constants = new Map<t.Node, t.Expression>();

  resolve(program: t.Program): Scopes {
    const top: Frame = new Map();
    this.#hoist(program, top, top);
    for (const child of childrenOf(program))
      this.#visit(child.node, child.key, [program], [top], false);
    const byNode = this.#byNode;
    return {
      module: top,
      globals: this.#globals,
      all: this.#all,
      imports: importsOf(program),
      constants: this.#constants,
      bindingOf: (node) => byNode.get(node),
    };
  }

  #visit(
    node: t.Node,
    key: string,
    ancestors: readonly t.Node[],
    frames: readonly Frame[],
    isType: boolean,
  ): void {
    const parent = ancestors.at(-1);
    const type = isType || startsType(node, parent, key);
    if (node.type === "Identifier" || node.type === "JSXIdentifier") {
      if (parent && isUse(node, parent, key)) this.#use(node, ancestors, frames, type);
      // a parameter's own type annotation hangs below its identifier
      if (node.type !== "Identifier" || !node.typeAnnotation) return;
    }
    if (node.type === "VariableDeclaration" && node.kind === "const") {
      for (const { id, init } of node.declarations) {
        if (id.type === "Identifier" && init) this.#constants.set(id, init);
      }
    }
    const frame = this.#openFrame(node);
    const inner = frame ? [...frames, frame] : frames;
    const below = [...ancestors, node];
    for (const child of childrenOf(node)) this.#visit(child.node, child.key, below, inner, type);
  }

  #use(
    node: t.Identifier | t.JSXIdentifier,
    ancestors: readonly t.Node[],
    frames: readonly Frame[],
    isType: boolean,
  ): void {
    for (let index = frames.length - 1; index >= 0; index -= 1) {
      const binding = frames[index]?.get(node.name);
      if (!binding) continue;
      this.#byNode.set(node, binding);
      if (!binding.declarations.includes(node)) {
        binding.references.push({ node, ancestors, isType });
      }
      return;
    }
    this.#globals.add(node.name);
  }

  /** The names that a node opens a scope for, or undefined where it opens none. */
  #openFrame(node: t.Node): Frame | undefined {
    const frame: Frame = new Map();
    if (isFunction(node) || hasParameters(node)) {
      if (node.type === "FunctionExpression" && node.id) this.#declare(frame, node.id);
      for (const parameter of parametersOf(node)) this.#declarePattern(frame, parameter);
      if (isFunction(node)) this.#hoistVars(node.body, frame);
    } else if (node.type === "BlockStatement" || node.type === "TSModuleBlock") {
      this.#hoist(node, frame, undefined);
    } else if (node.type === "CatchClause") {
      if (node.param) this.#declarePattern(frame, node.param);
    } else if (node.type === "SwitchStatement") {
      for (const item of node.cases) {
        for (const statement of item.consequent) this.#hoistStatement(statement, frame, undefined);
      }
    } else if (
      node.type === "ForStatement" ||
      node.type === "ForInStatement" ||
      node.type === "ForOfStatement"
    ) {
      const head = node.type === "ForStatement" ? node.init : node.left;
      if (head?.type === "VariableDeclaration") this.#hoistStatement(head, frame, undefined);
    } else if (node.type === "ClassExpression" && node.id) {
      this.#declare(frame, node.id);
    }
    this.#declareTypeParameters(node, frame);
    return frame.size > 0 ? frame : undefined;
  }

  #declareTypeParameters(node: t.Node, frame: Frame): void {
    const list = "typeParameters" in node ? (node.typeParameters as t.Node | null) : undefined;
    if (list?.type === "TSTypeParameterDeclaration") {
      for (const parameter of list.params) this.#declareName(frame, parameter.name, parameter);
    }
    if (node.type === "TSMappedType") {
      const parameter = node.typeParameter;
      if (parameter) this.#declareName(frame, parameter.name, parameter);
    }
    if (node.type === "TSConditionalType") this.#declareInferred(node.extendsType, frame);
  }

  #declareInferred(node: t.Node, frame: Frame): void {
    if (node.type === "TSInferType") {
      this.#declareName(frame, node.typeParameter.name, node.typeParameter);
    }
    for (const child of childrenOf(node)) this.#declareInferred(child.node, frame);
  }

  /** Declares what the statements of a block declare; `var` goes to the function's frame. */
  #hoist(block: t.Node, frame: Frame, functionFrame: Frame | undefined): void {
    const body = "body" in block && Array.isArray(block.body) ? (block.body as t.Node[]) : [];
    for (const statement of body) this.#hoistStatement(statement, frame, functionFrame);
    if (functionFrame) this.#hoistVars(block, functionFrame);
  }

  #hoistStatement(statement: t.Node, frame: Frame, functionFrame: Frame | undefined): void {
    switch (statement.type) {
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
        if (statement.declaration)
          this.#hoistStatement(statement.declaration, frame, functionFrame);
        return;
      case "ImportDeclaration":
        for (const specifier of statement.specifiers) this.#declare(frame, specifier.local);
        return;
      case "VariableDeclaration":
        if (statement.kind === "var" && !functionFrame) return;
        for (const declarator of statement.declarations) this.#declarePattern(frame, declarator.id);
        return;
      case "FunctionDeclaration":
      case "ClassDeclaration":
      case "TSDeclareFunction":
      case "TSInterfaceDeclaration":
      case "TSTypeAliasDeclaration":
      case "TSEnumDeclaration":
      case "TSModuleDeclaration":
      case "TSImportEqualsDeclaration":
        if (statement.id?.type === "Identifier") this.#declare(frame, statement.id);
    }
  }

  #hoistVars(node: t.Node, frame: Frame): void {
    for (const child of childrenOf(node)) {
      if (isFunction(child.node)) continue;
      if (child.node.type === "VariableDeclaration" && child.node.kind === "var") {
        for (const { id } of child.node.declarations) this.#declarePattern(frame, id);
      }
      this.#hoistVars(child.node, frame);
    }
  }

  #declarePattern(frame: Frame, pattern: t.Node): void {
    switch (pattern.type) {
      case "Identifier":
        this.#declare(frame, pattern);
        return;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          this.#declarePattern(
            frame,
            property.type === "RestElement" ? property.argument : property.value,
          );
        }
        return;
      case "ArrayPattern":
        for (const element of pattern.elements) if (element) this.#declarePattern(frame, element);
        return;
      case "AssignmentPattern":
        this.#declarePattern(frame, pattern.left);
        return;
      case "RestElement":
        this.#declarePattern(frame, pattern.argument);
        return;
      case "TSParameterProperty":
        this.#declarePattern(frame, pattern.parameter);
    }
  }

  #declare(frame: Frame, identifier: t.Identifier): void {
    this.#declareName(frame, identifier.name, identifier);
  }

  #declareName(frame: Frame, name: string, node: t.Node): void {
    const known = frame.get(name);
    if (known?.declarations.includes(node)) return;
    const binding: Binding = known ?? { name, declarations: [], references: [] };
    if (!known) this.#all.push(binding);
    binding.declarations.push(node);
    frame.set(name, binding);
    this.#byNode.set(node, binding);
  }
}

/** Signatures in types have parameters with names of their own. */
function hasParameters(node: t.Node): boolean {
  return parametersOf(node).length > 0;
}

function parametersOf(node: t.Node): readonly t.Node[] {
  if (isFunction(node) || node.type === "TSDeclareFunction") return node.params;
  switch (node.type) {
    case "TSFunctionType":
    case "TSConstructorType":
    case "TSMethodSignature":
    case "TSCallSignatureDeclaration":
    case "TSConstructSignatureDeclaration":
    case "TSIndexSignature":
      return node.parameters;
    default:
      return [];
  }
}

/** Nodes of TypeScript that hold values, not types. */
const VALUES = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
  "TSModuleDeclaration",
  "TSModuleBlock",
  "TSExportAssignment",
  "TSParameterProperty",
  "TSImportEqualsDeclaration",
  "TSExternalModuleReference",
]);

function startsType(node: t.Node, parent: t.Node | undefined, key: string): boolean {
  if (node.type.startsWith("TS") && !VALUES.has(node.type)) return true;
  if (parent?.type === "ExportSpecifier") return parent.exportKind === "type";
  return parent?.type === "ClassDeclaration" && key === "implements";
}

/** Whether an identifier at this place means a value or type, and not merely a name. */
function isUse(node: t.Identifier | t.JSXIdentifier, parent: t.Node, key: string): boolean {
  if (node.type === "JSXIdentifier") {
    if (parent.type === "JSXMemberExpression") return key === "object";
    const isTag = parent.type === "JSXOpeningElement" || parent.type === "JSXClosingElement";
    return isTag && !/^[a-z]/.test(node.name);
  }
  const computed = "computed" in parent && parent.computed === true;
  switch (parent.type) {
    case "MemberExpression":
    case "OptionalMemberExpression":
      return key === "object" || computed;
    case "ObjectProperty":
    case "ClassProperty":
    case "ClassAccessorProperty":
    case "ObjectMethod":
    case "ClassMethod":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return key !== "key" || computed;
    case "TSQualifiedName":
      return key === "left";
    case "ExportSpecifier":
      return key === "local";
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
    case "ExportNamespaceSpecifier":
    case "ExportDefaultSpecifier":
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
    case "TSEnumMember":
    case "TSModuleDeclaration":
    case "TSNamedTupleMember":
    case "ImportAttribute":
    case "TSImportType":
      return (
        (parent.type === "TSEnumMember" && key === "initializer") ||
        (parent.type === "TSNamedTupleMember" && key === "elementType")
      );
    default:
      return true;
  }
}
