import type * as t from "@babel/types";
import { NotUnderstood } from "../finding.ts";
import { lineOf } from "../syntax/parse.ts";
import { bare } from "../syntax/walk.ts";
import { type Answer, answerOf, type HeaderSet, isHeaderSet } from "./answers.ts";

/** A place where a handler answers, or hands the request to another handler that does. */
export type Ending = {
  /** The statement that becomes a `return`, or the expression of one that returns already. */
  readonly node: t.Node;
  readonly isStatement: boolean;
  readonly isInsideTry: boolean;
  /** A `return;` or `break;` behind it, which nobody reaches any longer. */
  readonly leftover?: t.Statement;
} & ({ readonly answer: Answer } | { readonly call: t.CallExpression });

/** Every ending of a handler, and the headers that it sets before. */
export interface Endings {
  readonly endings: readonly Ending[];
  readonly headers: readonly HeaderSet[];
}

/** What tells the parts of a handler from other code. */
export interface HandlerCode {
  isResponse(node: t.Node): boolean;
  /** Whether a call hands the request to another handler. */
  isHandlerCall(call: t.CallExpression): boolean;
}

/**
 * Finds where a handler answers. In an API route the code goes on after `res.json()`, in a route
 * handler a `return` ends it: so nothing may come after an answer but the end of the function.
 * @throws NotUnderstood where something comes after one
 */
export function endingsOf(
  fn: t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression,
  code: HandlerCode,
): Endings {
  const reader = new EndingReader(code);
  if (fn.body.type === "BlockStatement") reader.list(fn.body.body, { isTail: true, inTry: false });
  else reader.returned(fn.body, false);
  return reader;
}

/** Where a statement stands. */
interface Place {
  /** Whether the function ends behind it. */
  readonly isTail: boolean;
  readonly inTry: boolean;
  /** Whether a `break` here ends the function as well, being that of a switch at its end. */
  readonly breakEnds?: boolean;
}

class EndingReader implements Endings {
  readonly endings: Ending[] = [];
  readonly headers: HeaderSet[] = [];
  readonly #code: HandlerCode;

  constructor(code: HandlerCode) {
    this.#code = code;
  }

  list(statements: readonly t.Statement[], place: Place): void {
    statements.forEach((statement, index) => {
      const next = statements[index + 1];
      const leftover = next && endsHere(next, place) ? next : undefined;
      const isLast = next === undefined;
      const here = { ...place, isTail: leftover !== undefined || (place.isTail && isLast) };
      this.#statement(statement, here, leftover);
    });
  }

  /** An expression whose value the handler returns. */
  returned(expression: t.Node, inTry: boolean): void {
    const value = awaited(expression);
    if (value.type === "ConditionalExpression") {
      this.returned(value.consequent, inTry);
      this.returned(value.alternate, inTry);
      return;
    }
    const ending = this.#endingOf(value);
    if (ending) {
      this.endings.push({ ...ending, node: expression, isStatement: false, isInsideTry: inTry });
    } else if (!(value.type === "Identifier" && value.name === "undefined")) {
      throw new NotUnderstood(
        "response-use",
        "The handler returns something that is no answer, which a route handler cannot.",
        lineOf(expression),
      );
    }
  }

  #statement(statement: t.Statement, place: Place, leftover: t.Statement | undefined): void {
    const { isTail, inTry } = place;
    switch (statement.type) {
      case "ExpressionStatement":
        this.#expression(statement, place, leftover);
        return;
      case "ReturnStatement":
        if (statement.argument) this.returned(statement.argument, inTry);
        return;
      case "BlockStatement":
        this.list(statement.body, place);
        return;
      case "IfStatement":
        this.#statement(statement.consequent, place, undefined);
        if (statement.alternate) this.#statement(statement.alternate, place, undefined);
        return;
      case "TryStatement":
        this.list(statement.block.body, { ...place, inTry: true });
        if (statement.handler) this.list(statement.handler.body.body, place);
        if (statement.finalizer) {
          this.list(statement.finalizer.body, { isTail: false, inTry });
        }
        return;
      case "SwitchStatement":
        statement.cases.forEach(({ consequent }, index) => {
          const isLast = index === statement.cases.length - 1;
          this.list(consequent, { isTail: isTail && isLast, inTry, breakEnds: isTail });
        });
        return;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        this.#statement(statement.body, { isTail: false, inTry }, undefined);
        return;
    }
  }

  #expression(
    statement: t.ExpressionStatement,
    place: Place,
    leftover: t.Statement | undefined,
  ): void {
    const value = awaited(statement.expression);
    const found = answerOf(value, this.#code.isResponse);
    if (found && isHeaderSet(found)) {
      this.headers.push(found);
      return;
    }
    const ending = this.#endingOf(value);
    if (!ending) return;
    if (!place.isTail) {
      throw new NotUnderstood(
        "response-continues",
        "The handler goes on after it has answered, which a route handler cannot: return there, or move what follows in front of it.",
        lineOf(statement),
      );
    }
    this.endings.push({
      ...ending,
      node: statement,
      isStatement: true,
      isInsideTry: place.inTry,
      ...(leftover ? { leftover } : {}),
    });
  }

  #endingOf(value: t.Node): { answer: Answer } | { call: t.CallExpression } | undefined {
    const found = answerOf(value, this.#code.isResponse);
    if (found && !isHeaderSet(found)) return { answer: found };
    if (value.type === "CallExpression" && this.#code.isHandlerCall(value)) return { call: value };
    return undefined;
  }
}

function endsHere(next: t.Statement, place: Place): boolean {
  if (next.type === "ReturnStatement") return !next.argument;
  return next.type === "BreakStatement" && !next.label && place.breakEnds === true;
}

function awaited(expression: t.Node): t.Node {
  const value = bare(expression);
  return value.type === "AwaitExpression" ? bare(value.argument) : value;
}
