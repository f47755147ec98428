import type * as t from "@babel/types";
import { bare, memberName } from "../syntax/walk.ts";

/** Statements that the move adds before the old body; none of them holds a guard. */
export function isPrologue(statement: t.Statement): boolean {
  if (statement.type === "ExpressionStatement") {
    const call = statement.expression.type === "AwaitExpression" && statement.expression.argument;
    return Boolean(
      call &&
        call.type === "CallExpression" &&
        call.callee.type === "Identifier" &&
        call.callee.name === "connection",
    );
  }
  if (statement.type !== "VariableDeclaration") return false;
  const [declarator] = statement.declarations;
  const init = declarator?.init ? bare(declarator.init) : undefined;
  const awaited = init?.type === "AwaitExpression" ? init.argument : init;
  if (awaited?.type === "CallExpression" && awaited.callee.type === "Identifier") {
    const { name } = awaited.callee;
    if ((name === "cookies" || name === "headers") && awaited.arguments.length === 0) return true;
  }
  if (awaited?.type === "MemberExpression" && memberName(awaited) === "params") return true;
  if (init?.type === "CallExpression" && init.callee.type === "Identifier") {
    return init.callee.name === "resolveUrl";
  }
  if (init?.type !== "ObjectExpression") return false;
  return init.properties.every((property) => {
    if (property.type === "SpreadElement") {
      const spread = property.argument;
      const inner = spread.type === "AwaitExpression" ? spread.argument : spread;
      return (
        inner.type === "Identifier" ||
        (inner.type === "MemberExpression" && memberName(inner) === "searchParams")
      );
    }
    return property.type === "ObjectProperty" && isDecoding(property.value);
  });
}

function isDecoding(value: t.Node): boolean {
  if (value.type !== "CallExpression" && value.type !== "OptionalCallExpression") return false;
  const { callee, arguments: args } = value;
  if (callee.type === "Identifier") return callee.name === "decodeURIComponent";
  const [argument] = args;
  return argument?.type === "Identifier" && argument.name === "decodeURIComponent";
}
