import type * as t from "@babel/types";
import { textOf } from "../syntax/parse.ts";
import { bare, isFunction, memberName, walk } from "../syntax/walk.ts";
import type { DeclarationGraph } from "./graph.ts";
import { type Declaration, declaredValue, type FlowModule } from "./module.ts";
import type { Reach } from "./reach.ts";

/** A variable at the top of a module that lives as long as the process, and who changes it. */
export interface StateUse {
  readonly state: Declaration;
  /** The declarations that change it, among those reached. */
  readonly writers: ReadonlySet<Declaration>;
}

const MUTATORS =
  /^(?:set|add|delete|clear|push|unshift|splice|pop|shift|sort|reverse|fill|copyWithin)$/;

/** Uses of state in a declaration are the same for every route that reaches it. */
const uses = new WeakMap<Declaration, readonly { state: Declaration; isWrite: boolean }[]>();

/**
 * The state of modules that a route uses, by file and name. What hangs on `globalThis` is not among it:
 * that is one for the process. Nor is what is only made when it is first needed (`client ??= connect()`).
 */
export function stateUses(graph: DeclarationGraph, reach: Reach): Map<string, StateUse> {
  const found = new Map<string, { state: Declaration; writers: Set<Declaration> }>();
  for (const declaration of reach.declarations) {
    for (const { state, isWrite } of usesIn(graph, declaration)) {
      const key = `${state.module.file}#${state.name}`;
      const use = found.get(key) ?? { state, writers: new Set() };
      found.set(key, use);
      if (isWrite) use.writers.add(declaration);
    }
  }
  return found;
}

function usesIn(graph: DeclarationGraph, declaration: Declaration) {
  let found = uses.get(declaration);
  if (!found) {
    found = graph.edges(declaration).flatMap(({ target, node }) => {
      if (target.kind !== "declaration" || !mayHoldState(target.declaration)) return [];
      const state = target.declaration;
      const methods = methodsThatChange(graph, state);
      return [{ state, isWrite: isWrite(declaration.module, node, methods) }];
    });
    uses.set(declaration, found);
  }
  return found;
}

/** Whether a declaration can be changed after its module was loaded, and belongs to the module alone. */
function mayHoldState({ module, name }: Declaration): boolean {
  const whole = module.declarations.get(name);
  if (whole?.node.type !== "VariableDeclarator") return false;
  const statement = module.parentOf(whole.node);
  if (statement?.type !== "VariableDeclaration") return false;
  const { init } = whole.node;
  if (init && /\bglobal(?:This)?\b/.test(textOf(module.parsed, init))) return false;
  if (statement.kind !== "const") return true;
  const value = init && bare(init);
  if (value?.type === "ArrayExpression" || value?.type === "ObjectExpression") return true;
  // what a WeakMap holds goes with its key, which is an object of one request
  return value?.type === "NewExpression" && !/^Weak/.test(textOf(module.parsed, value.callee));
}

/** Methods of the project's class that a state is an instance of, as far as they change the instance. */
function methodsThatChange(graph: DeclarationGraph, { module, name }: Declaration): Set<string> {
  const whole = module.declarations.get(name);
  const value = whole && declaredValue(whole);
  const made = value && bare(value);
  const names = new Set<string>();
  if (made?.type !== "NewExpression") return names;
  for (const target of graph.targetsOf(module, made.callee)) {
    if (target.kind !== "declaration" || target.declaration.node.type !== "ClassDeclaration")
      continue;
    for (const member of target.declaration.node.body.body) {
      const isMethod = member.type === "ClassMethod" || member.type === "ClassPrivateMethod";
      const key = isMethod && member.key.type === "Identifier" ? member.key.name : undefined;
      if (isMethod && key !== undefined && changesThis(target.declaration.module, member))
        names.add(key);
    }
  }
  return names;
}

function changesThis(module: FlowModule, method: t.Node): boolean {
  let changes = false;
  walk(method, (node) => {
    if (node.type === "ThisExpression") changes ||= isWrite(module, node, new Set());
    return !changes;
  });
  return changes;
}

/** Whether a use of a variable, in a function, changes it or something in it. */
function isWrite(module: FlowModule, use: t.Node, methods: ReadonlySet<string>): boolean {
  let node = use;
  let method: string | undefined;
  let parent = module.parentOf(node);
  for (; parent; parent = module.parentOf(node)) {
    if (isMember(parent) && parent.object === node) method = memberName(parent) ?? "";
    else if (bare(parent) === parent) break;
    node = parent;
  }
  if (!parent || !isInFunction(module, parent)) return false;
  switch (parent.type) {
    case "AssignmentExpression":
      return parent.left === node && !isMadeOnce(module, parent, use);
    case "UpdateExpression":
      return true;
    case "UnaryExpression":
      return parent.operator === "delete";
    case "CallExpression":
    case "OptionalCallExpression":
      if (parent.callee !== node) return isAssigned(parent, node);
      return method !== undefined && (MUTATORS.test(method) || methods.has(method));
    default:
      return false;
  }
}

/** `Object.assign(state, …)` */
function isAssigned(call: t.CallExpression | t.OptionalCallExpression, node: t.Node): boolean {
  const callee = bare(call.callee);
  return isMember(callee) && memberName(callee) === "assign" && call.arguments[0] === node;
}

/** `client ??= connect()`, `if (!client) client = connect()`: every copy makes its own, once. */
function isMadeOnce(module: FlowModule, assignment: t.AssignmentExpression, use: t.Node): boolean {
  if (assignment.operator === "??=" || assignment.operator === "||=") return true;
  if (use.type !== "Identifier" || assignment.left !== use) return false;
  const name = new RegExp(`(?<![\\w$.])${use.name.replaceAll("$", "\\$")}(?![\\w$])`);
  let child: t.Node = assignment;
  for (let at = module.parentOf(child); at && !isFunction(at); at = module.parentOf(at)) {
    const test =
      at.type === "IfStatement" || at.type === "ConditionalExpression"
        ? at.test
        : at.type === "LogicalExpression" && at.right === child
          ? at.left
          : undefined;
    if (test && test !== child && name.test(textOf(module.parsed, test))) return true;
    child = at;
  }
  return false;
}

function isInFunction(module: FlowModule, node: t.Node): boolean {
  for (let at: t.Node | undefined = node; at; at = module.parentOf(at)) {
    if (isFunction(at)) return true;
  }
  return false;
}

function isMember(node: t.Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === "MemberExpression" || node.type === "OptionalMemberExpression";
}
