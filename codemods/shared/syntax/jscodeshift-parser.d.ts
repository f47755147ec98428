/** jscodeshift's parsers, for which its published types have no entry. */
declare module "jscodeshift/src/getParser.js" {
  import type { ParseResult, ParserOptions } from "@babel/parser";

  /** @throws SyntaxError, with `loc`, from `parse` */
  export default function getParser(
    name: "babylon",
    options: ParserOptions,
  ): { parse(source: string): ParseResult };
}
