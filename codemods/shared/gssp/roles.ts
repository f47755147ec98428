import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf } from "../syntax/parse.ts";
import type { Binding, Scopes } from "../syntax/scopes.ts";
import { bare, keyName, memberName } from "../syntax/walk.ts";

/** What a value inside `getServerSideProps` is a part of. */
export type Role = "context" | "request" | "response" | ValueRole;

/** Parts of the context that a server component gets as plain values. */
export type ValueRole = "params" | "query" | "resolvedUrl";

/** Whether a role is a plain value, which may be used for anything. */
export function isValueRole(role: Role): role is ValueRole {
  return role === "params" || role === "query" || role === "resolvedUrl";
}

const ROLE_OF_PROPERTY: Readonly<Record<string, Role>> = {
  req: "request",
  res: "response",
  params: "params",
  query: "query",
  resolvedUrl: "resolvedUrl",
};

/** The names inside `getServerSideProps` that stand for the context or a part of it. */
export type Roles = Map<Binding, Role>;

/** Role of the property of the context, or the obstacle that its use is. */
export function roleOfProperty(name: string | undefined, at: t.Node): Role {
  const role = name === undefined ? undefined : ROLE_OF_PROPERTY[name];
  if (role) return role;
  throw new NotUnderstood(
    "context-use",
    `getServerSideProps uses ${name ? `\`${name}\` of its context` : "its context by a computed name"}, which has no equal in a server component yet.`,
    lineOf(at),
  );
}

/** Role of an expression: a name with a role, or a part of the context. */
export function roleOf(expression: t.Node, scopes: Scopes, roles: Roles): Role | undefined {
  const node = bare(expression);
  if (node.type === "Identifier") {
    const binding = scopes.bindingOf(node);
    return binding && roles.get(binding);
  }
  if (node.type !== "MemberExpression" && node.type !== "OptionalMemberExpression")
    return undefined;
  if (roleOf(node.object, scopes, roles) !== "context") return undefined;
  return ROLE_OF_PROPERTY[memberName(node) ?? ""];
}

/** One `name: pattern` of a destructured context. */
export interface DestructuredPart {
  readonly role: Role;
  readonly target: t.Node;
  readonly property: t.ObjectProperty;
}

/** Takes a destructuring of the context apart. */
export function destructured(pattern: t.ObjectPattern): DestructuredPart[] {
  return pattern.properties.map((property) => {
    if (property.type === "RestElement") {
      throw new NotUnderstood(
        "context-use",
        "The rest of the context is taken by a name of its own.",
        lineOf(property),
      );
    }
    return {
      role: roleOfProperty(keyName(property), property),
      target: property.value,
      property,
    };
  });
}
