import type { Reader, SessionLibrary } from "./library.ts";
import { nextAuth4 } from "./next-auth.ts";

/** Every library whose sessions can be carried to the App Router. */
export const libraries: readonly SessionLibrary[] = [nextAuth4];

/** The reader that `import { name } from "module"` brings in, if it is one. */
export function readerOf(
  imported: string,
  module: string,
): { readonly library: SessionLibrary; readonly reader: Reader } | undefined {
  for (const library of libraries) {
    for (const reader of library.readers) {
      if (reader.name === imported && reader.from.includes(module)) return { library, reader };
    }
  }
  return undefined;
}
