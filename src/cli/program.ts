import { Command, Option } from "commander";
import type { Environment } from "./environment.ts";
import { version } from "./version.ts";

/**
 * Every command with its flags. An action loads its command only when it runs, so that `--version`
 * and `--help` cost nothing but this file.
 */
export function program(environment: Environment): Command {
  const root = new Command("create-session-app")
    .description("Sessions for Next.js, done right.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText("after", examples)
    .configureOutput({
      writeOut: (text) => environment.stdout.write(text),
      writeErr: () => {},
    });

  root
    .argument("[dir]", "folder of the new project")
    .option("--router <id>", "app or pages")
    .option("--auth <id>", "auth library, see list")
    .option("--store <id>", "session store, see list")
    .option("--extras <ids>", "what comes on top, see list; or none", commaSeparated)
    .addOption(templates())
    .option("--ts", "in TypeScript")
    .option("--js", "in JavaScript")
    .option("--pm <name>", "npm, pnpm, yarn or bun; the one that started this")
    .option("--install", "install the packages")
    .option("--no-install", "leave that to you")
    .option("--git", "make a repository with a first commit")
    .option("--no-git", "make none")
    .option("-y, --yes", "take the defaults instead of asking")
    .addOption(dryRun())
    .addOption(diff())
    .addOption(json())
    .option("--force", "go on in a folder that is not empty")
    .addOption(debug())
    .action(async (directory, options) => {
      const { scaffoldCommand } = await import("./commands/scaffold.ts");
      const { withTemplates } = await import("./outside.ts");
      await scaffoldCommand(
        directory,
        options,
        await withTemplates(environment, options.templates),
      );
    });

  root
    .command("migrate")
    .description("move session pages of a Next.js project to the App Router")
    .argument("[dir]", "folder of the project", ".")
    .option("--only <route>", "only this route or file; can be repeated", repeated)
    .addOption(migrationStyle())
    .option("-i, --interactive", "choose the pages that move from a list")
    .option("--todo", "put a comment above each line that keeps a page in pages/")
    .addOption(verification())
    .option("--report <file>", "write a report, too: .html, .md or .json; also of a dry run")
    .option("--force", "go on although git has uncommitted changes")
    .addOption(dryRun())
    .addOption(diff())
    .addOption(json())
    .addOption(debug())
    .action(async (directory, options) => {
      const { migrateCommand } = await import("./commands/migrate.ts");
      await migrateCommand(directory, options, environment);
    });

  root
    .command("verify")
    .description("compare what two running versions of a project answer to each visitor")
    .argument("[dir]", "folder of the project, for its routes", ".")
    .option("--before <url>", "where the application runs as it was")
    .option("--after <url>", "where it runs as it is now")
    .option(
      "--visitor <name[=file]>",
      "who asks, with a file of cookies; can be repeated (default: nobody)",
      repeated,
    )
    .option("--param <name=value>", "value of a dynamic part of routes; can be repeated", repeated)
    .option("--skip <route>", "do not ask for this route; can be repeated", repeated)
    .option("--allow-host <name>", "a host besides this machine; can be repeated", repeated)
    .addOption(json())
    .addOption(debug())
    .action(async (directory, options) => {
      const { verifyCommand } = await import("./commands/verify.ts");
      await verifyCommand(directory, options, environment);
    });

  root
    .command("undo")
    .description("take the last change of a project back")
    .argument("[dir]", "folder of the project", ".")
    .option("--force", "go on although files were edited since; those edits are lost")
    .addOption(json())
    .addOption(debug())
    .action(async (directory, options) => {
      const { undoCommand } = await import("./commands/undo.ts");
      await undoCommand(directory, options, environment);
    });

  root
    .command("list")
    .description("print what can be generated, with versions and limits")
    .addOption(templates())
    .addOption(json())
    .addOption(debug())
    .action(async (options) => {
      const { listCommand } = await import("./commands/list.ts");
      const { withTemplates } = await import("./outside.ts");
      listCommand(options, await withTemplates(environment, options.templates));
    });

  for (const command of root.commands) command.copyInheritedSettings(root);
  return root;
}

const examples = `
Examples:
  npx create-session-app my-app            asks what is not given
  npx create-session-app my-app --yes      takes the defaults: server sessions in SQLite
  npx create-session-app my-app --auth server-session --store redis
  npx create-session-app migrate --dry-run`;

const commaSeparated = (value: string) =>
  value === "none" ? [] : value.split(",").map((part) => part.trim());
const repeated = (value: string, earlier: readonly string[] = []) => [...earlier, value];
const templates = () =>
  new Option("--templates <dir>", "a folder with libraries, stores and extras of your own");
const migrationStyle = () =>
  new Option(
    "--style <style>",
    "auto bridges the pages that cannot be rewritten (default: auto)",
  ).choices(["native", "bridge", "auto"]);
const verification = () =>
  new Option("--verify [what]", "take it back if it brings type errors, or breaks the build")
    .choices(["types", "build"])
    .preset("types");
const dryRun = () => new Option("--dry-run", "print what would change, write nothing");
const diff = () => new Option("--diff", "print the changes as a unified diff, write nothing");
const json = () => new Option("--json", "print the result as JSON, ask nothing");
const debug = () => new Option("--debug", "print the stack of an error");
