import { version } from "./version.ts";
import type { Settled } from "./wishes.ts";

/** The command that makes the same project again without a question, with this very version. */
export function reproduce(
  { directory, extras, language, install, git, ...rest }: Settled,
  templates?: string,
): string {
  const values = ["router", "auth", "store", "pm"] as const;
  const flags = values.map((id) => `--${id} ${rest[id]}`);
  const more = [`--extras ${extras.join(",") || "none"}`, `--${language}`];
  const outside = templates === undefined ? [] : [`--templates ${shellQuoted(templates)}`];
  const switches = Object.entries({ install, git }).map(([id, on]) =>
    on ? `--${id}` : `--no-${id}`,
  );
  const place = shellQuoted(directory);
  return [
    "npx",
    `create-session-app@${version}`,
    place,
    ...flags,
    ...more,
    ...outside,
    ...switches,
  ].join(" ");
}

/** A word for POSIX shells, as it is where that is safe. */
export function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
