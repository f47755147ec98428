import { type CookieWriter, type SessionPackage, sessionPackages } from "../sessions/packages.ts";

/** The entries whose package a specifier names. */
export function entriesOf(specifier: string): readonly SessionPackage[] {
  return sessionPackages.filter(
    (entry) =>
      isOf(specifier, entry.package) || entry.readers.some(({ from }) => from.includes(specifier)),
  );
}

/** The entry whose reader an imported name is, or a method that is called on it. */
export function readerEntry(
  specifier: string,
  name: string,
  method?: string,
): SessionPackage | undefined {
  return sessionPackages.find(({ readers }) =>
    readers.some((reader) => {
      if (!reader.from.includes(specifier)) return false;
      if (name === "*") return method === undefined || reader.name === method;
      if (reader.name !== name) return false;
      return (
        reader.methods === undefined || method === undefined || reader.methods.includes(method)
      );
    }),
  );
}

/** The function of a package that writes cookies, which a call calls. */
export function writesCookies(
  specifier: string,
  name: string,
  method: string | undefined,
): CookieWriter | undefined {
  for (const { writers } of sessionPackages) {
    for (const writer of writers) {
      if (!writer.from.includes(specifier)) continue;
      if (writer.method === undefined && writer.name === name) return writer;
      const isOfWhole = name === "default" || name === "*";
      if (isOfWhole && (writer.method ?? writer.name) === method) return writer;
    }
  }
  return undefined;
}

/** Packages that take the context or the response of a page and write nothing to it. */
const READS_ONLY =
  /^(?:@trpc\/|@tanstack\/|@apollo\/|next-redux-wrapper$|next-i18next|next-intl|react-query|next-urql|urql$|swr$|next\/|superjson$|node:|@sentry\/)/;

/** Whether handing a page's response to a package changes nothing of it. */
export function keepsResponse(specifier: string): boolean {
  return READS_ONLY.test(specifier) || entriesOf(specifier).length > 0;
}

function isOf(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}
