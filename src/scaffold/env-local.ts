import type { EnvVariable } from "../stack/types.ts";
import { LayerError } from "./errors.ts";

/** A source of random bytes, passed in so that a test can know them. */
export type Random = (bytes: number) => Buffer;

/** Letters and digits that nobody mixes up; 32 of them, so that every byte counts evenly. */
const readable = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * `.env.local` from `.env.example`: the same lines with a random value for every variable that the
 * catalogue wants filled.
 * @throws LayerError when such a variable is not in the example
 */
export function envLocal(
  example: string,
  variables: readonly EnvVariable[],
  random: Random,
): string {
  let text = example;
  for (const { name, fill } of variables) {
    if (!fill) continue;
    const line = new RegExp(`^(?:# ?)?${name}=.*$`, "m");
    if (!line.test(text)) throw new LayerError(`.env.example does not document ${name}.`);
    const value = fill === "secret" ? random(32).toString("base64url") : password(random);
    text = text.replace(line, `${name}=${value}`);
  }
  return text;
}

/** Variables of an env file that have a value: `NAME=value` lines, quotes taken off. */
export function parseEnv(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    if (name && value) values.set(name, value.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return values;
}

/** 80 bits in four groups of four, e.g. `k7mq-9xwp-h3tz-rv4n`. */
function password(random: Random): string {
  const letters = [...random(16)].map((byte) => readable[byte % readable.length]).join("");
  return letters.match(/.{4}/g)?.join("-") ?? "";
}
