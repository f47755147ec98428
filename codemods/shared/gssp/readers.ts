import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { readerOf } from "../sessions/known.ts";
import type { ArgumentRole, CallForm, Reader, SessionLibrary } from "../sessions/library.ts";
import { importedAs } from "../syntax/imports.ts";
import { lineOf } from "../syntax/parse.ts";
import type { Scopes } from "../syntax/scopes.ts";
import { bare, keyName, walk } from "../syntax/walk.ts";
import { isInsideTry } from "./outcomes.ts";
import type { Role } from "./roles.ts";

/** A call in `getServerSideProps` that reads the session, in a form that is understood. */
export interface SessionRead {
  readonly call: t.CallExpression;
  readonly library: SessionLibrary;
  readonly reader: Reader;
  readonly form: CallForm;
  /** Name that the reader has in the page. */
  readonly local: string;
}

/** The reader that a call's callee is, whatever its arguments. */
export function calleeReader(
  scopes: Scopes,
  call: t.CallExpression,
): { library: SessionLibrary; reader: Reader; local: string } | undefined {
  if (call.callee.type !== "Identifier") return undefined;
  const source = importedAs(scopes, call.callee);
  const known = source && readerOf(source.imported, source.module);
  return known && { ...known, local: call.callee.name };
}

/**
 * Reads a call as a session reader's.
 * @param roleOf what an argument is a part of
 * @returns undefined when it calls something else
 * @throws NotUnderstood when a reader is called in a way that it does not document
 */
export function readerCall(
  scopes: Scopes,
  call: t.CallExpression,
  roleOf: (value: t.Node) => Role | undefined,
): SessionRead | undefined {
  const known = calleeReader(scopes, call);
  if (!known) return undefined;
  const form = known.reader.forms.find(
    (candidate) =>
      candidate.length === call.arguments.length &&
      candidate.every((role, index) => {
        const argument = call.arguments[index];
        return argument !== undefined && fits(argument, role, roleOf);
      }),
  );
  if (form) return { call, form, ...known };
  throw new NotUnderstood(
    "reader-arguments",
    `\`${known.local}\` is called with arguments that ${known.library.package} does not document.`,
    lineOf(call),
  );
}

/**
 * Every reader in a function has to be one whose arguments were followed, and where a catch cannot
 * let pass what it throws it has to stand outside of any try.
 */
export function refuseUnfollowedReads(
  scopes: Scopes,
  fn: t.Function,
  reads: readonly SessionRead[],
  canRethrow: boolean,
): void {
  const followed = new Set<t.Node>(reads.map((read) => read.call));
  walk(fn.body, (node, ancestors) => {
    if (node.type !== "CallExpression") return true;
    if (followed.has(node)) {
      if (!canRethrow && isInsideTry(ancestors, node)) {
        throw new NotUnderstood(
          "try-catch",
          "The session is read inside try: in a server component that read may throw on purpose, and the catch would swallow it.",
          lineOf(node),
        );
      }
      return true;
    }
    const known = calleeReader(scopes, node);
    if (!known) return true;
    throw new NotUnderstood(
      "reader-arguments",
      `\`${known.local}\` is called with arguments that ${known.library.package} does not document.`,
      lineOf(node),
    );
  });
}

function fits(
  argument: t.Node,
  role: ArgumentRole,
  roleOf: (value: t.Node) => Role | undefined,
): boolean {
  if (role === "options") {
    const value = bare(argument);
    return value.type === "Identifier" && roleOf(value) === undefined;
  }
  if (role !== "request-object") return roleOf(argument) === role;
  const value = bare(argument);
  if (value.type !== "ObjectExpression" || value.properties.length !== 1) return false;
  const [property] = value.properties;
  if (property?.type !== "ObjectProperty" || keyName(property) !== "req") return false;
  return roleOf(property.value) === "request";
}
