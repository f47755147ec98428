/**
 * The text of src/stack/versions.ts with other versions.
 * @throws Error when a key does not stand in it exactly once
 */
export function raised(text: string, versions: Readonly<Record<string, string>>): string {
  return Object.entries(versions).reduce((before, [key, version]) => {
    const quoted = key.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    const line = new RegExp(`^(  "?${quoted}"?: ")[^"]+(",.*)$`, "gm");
    if (before.match(line)?.length !== 1)
      throw new Error(`versions.ts has no single line of ${key}`);
    return before.replace(line, `$1${version}$2`);
  }, text);
}
