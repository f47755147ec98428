import { type PackageReader, type SessionPackage, sessionPackages } from "./packages.ts";

const RENEWAL: Readonly<Record<SessionPackage["renewal"], string>> = {
  none: "nothing is written",
  extends: "the cookie may be extended; lost, the session merely ends earlier",
  lost: "tokens may be renewed, and have to reach the visitor",
};

/** The table of docs/session-libraries.md, in Markdown. */
export function sessionTable(): string {
  const rows = sessionPackages.map(({ title, package: name, versions, readers, ...entry }) => [
    `${title} (\`${name}\` ${versions})`,
    readers.map(readerText).join(", ") || "by its methods, see below",
    [...new Set(entry.writers.map((writer) => `\`${writer.method ?? writer.name}\``))].join(", "),
    RENEWAL[entry.renewal],
    entry.serverComponent
      ? `\`${entry.serverComponent.call.replaceAll("|", "\\|")}\` (${entry.serverComponent.version})`
      : "",
  ]);
  const head = ["Library", "Read by", "Written by", "When it is read", "In a server component"];
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function readerText({ name, from, how, methods }: PackageReader): string {
  if (methods) return methods.map((method) => `\`${from[0]}.${method}\``).join(", ");
  const shown = name === "default" ? `default of ${from[0]}` : `\`${name}\``;
  return { call: shown, wrapper: `${shown} around it`, instance: `methods of ${shown}` }[how];
}
