import { understood } from "../finding.ts";
import { exportedNames } from "../page/component.ts";
import { parseModule } from "../syntax/parse.ts";
import { bare } from "../syntax/walk.ts";

/**
 * The exported name of the options that a `[...nextauth]` route gives to NextAuth, as in
 * `export const authOptions = …; export default NextAuth(authOptions)`.
 * @returns undefined when they are not exported, or not a name
 */
export function exportedAuthOptions(path: string, text: string): string | undefined {
  const found = understood((): string | undefined => {
    const { program } = parseModule(path, text);
    const exported = new Set(
      program.body.flatMap((statement) =>
        statement.type === "ExportNamedDeclaration" && !statement.source
          ? exportedNames(statement)
          : [],
      ),
    );
    for (const statement of program.body) {
      if (statement.type !== "ExportDefaultDeclaration") continue;
      const value = bare(statement.declaration);
      if (value.type !== "CallExpression") continue;
      const [options] = value.arguments;
      if (options?.type === "Identifier" && exported.has(options.name)) return options.name;
    }
    return exported.has("authOptions") ? "authOptions" : undefined;
  });
  return typeof found === "string" ? found : undefined;
}
