import { VerifyError } from "./verify-error.ts";

/** Somebody who asks for every route. */
export interface Visitor {
  readonly name: string;
  /** The `Cookie` header, where the visitor has one. */
  readonly cookie?: string;
}

/**
 * Makes visitors of what the command line says: `nobody`, or `admin=admin-cookies.txt`.
 * @param read gives the text of a file
 * @throws VerifyError when a name comes twice, or a file holds no cookie
 */
export function visitorsOf(given: readonly string[], read: (file: string) => string): Visitor[] {
  const visitors = given.map((text): Visitor => {
    const at = text.indexOf("=");
    if (at < 0) return { name: text };
    const [name, file] = [text.slice(0, at), text.slice(at + 1)];
    return { name, cookie: cookieHeader(read(file), file) };
  });
  const names = visitors.map(({ name }) => name);
  const twice = names.find((name, index) => name === "" || names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new VerifyError(`--visitor: every visitor needs a name of its own; "${twice}" is not.`);
  }
  return visitors;
}

/**
 * Reads a file of cookies: `name=value; other=value` as a browser sends it, or the cookies.txt that
 * `curl -c` writes.
 * @throws VerifyError when there is no cookie in it
 */
export function cookieHeader(text: string, file: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^#HttpOnly_/, ""));
  const pairs = lines.flatMap((line) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const columns = line.split("\t");
    return columns.length >= 7 ? [`${columns[5]}=${columns[6]}`] : [line.replace(/^cookie:/i, "")];
  });
  const cookies = pairs.map((pair) => pair.trim()).filter((pair) => /^[^=;\s]+=/.test(pair));
  if (cookies.length > 0) return cookies.join("; ");
  throw new VerifyError(
    `${file} holds no cookie. Put in what the browser sends, "name=value", or what curl -c writes.`,
  );
}
