/** One import, re-export, `require` or dynamic import of a module, as the text says it. */
export interface ModuleReference {
  readonly specifier: string;
  /** Offset of the quote that opens the specifier. */
  readonly offset: number;
  readonly kind: "import" | "type" | "export" | "dynamic" | "side-effect";
  /** Text between `import`/`export` and `from`. */
  readonly clause: string;
}

const IMPORTED =
  /import(\s*(?:type\s+)?(?:[\w$]+(?:\s*,\s*)?)?(?:\s*\{[^}]*\}|\s*\*(?:\s*as\s+[\w$]+)?)?\s*)from\s*(["'])([^"'\n]+)\2/y;
const EXPORTED =
  /export(\s*(?:type\s*)?(?:\{[^}]*\}|\*(?:\s*as\s+[\w$]+)?)\s*)from\s*(["'])([^"'\n]+)\2/y;
const SIDE_EFFECT = /(?:^|[;}\n])\s*import\s*(["'])([^"'\n]+)\1/g;
const DYNAMIC =
  /\b(?:import|require|require\.resolve|jest\.mock|vi\.mock)\s*\(\s*(["'`])([^"'`\n$]+)\1/g;

/** Longer files are generated: they import nothing of the project. */
const LONGEST_SOURCE = 4_000_000;

/**
 * The modules that a source text refers to, found by pattern: many times faster than a parser, and
 * wrong only towards too many (an import inside a comment or a string), which is the safe side.
 */
export function moduleReferences(text: string): ModuleReference[] {
  if (text.length > LONGEST_SOURCE) return [];
  const found: ModuleReference[] = [];
  found.push(...declarations(text, "import", IMPORTED), ...declarations(text, "export", EXPORTED));
  for (const [pattern, kind] of [
    [SIDE_EFFECT, "side-effect"],
    [DYNAMIC, "dynamic"],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const specifier = match[2] ?? "";
      const offset = match.index + match[0].lastIndexOf(match[1] ?? "", match[0].length - 2);
      found.push({ specifier, offset, kind, clause: "" });
    }
  }
  return found;
}

/** Looks for the word first: the pattern alone would be tried at every character of the text. */
function declarations(text: string, word: "import" | "export", pattern: RegExp): ModuleReference[] {
  const found: ModuleReference[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    if (at > 0 && !/[;}\s]/.test(text[at - 1] ?? "")) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const clause = (match[1] ?? "").trim();
    const specifier = match[3] ?? "";
    const isType = /^type\s+(?!from\b|,)/.test(clause);
    const offset = at + match[0].length - specifier.length - 2;
    found.push({ specifier, offset, kind: isType ? "type" : word, clause });
  }
  return found;
}
