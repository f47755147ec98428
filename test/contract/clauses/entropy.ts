/**
 * Entropy of a set of equally made texts, in bits: for every position, the entropy of the characters
 * seen there, added up. Few samples show less than there is, never more, so it is a lower bound for
 * independent characters; what is the same in all of them, or counts up, adds nothing or little.
 */
export function entropyBits(texts: readonly string[]): number {
  const length = Math.min(...texts.map((text) => text.length));
  let bits = 0;
  for (let position = 0; position < length; position++) {
    const seen = new Map<string, number>();
    for (const text of texts) {
      const character = text[position] ?? "";
      seen.set(character, (seen.get(character) ?? 0) + 1);
    }
    for (const count of seen.values()) {
      const share = count / texts.length;
      bits -= share * Math.log2(share);
    }
  }
  return bits;
}

/** A cookie's value, and what anybody can read in it: percent-decoded, and its parts from base64. */
export function decodings(value: string): string[] {
  const plain = unescaped(value);
  const parts = plain.split(/[.:~|*]/).filter((part) => part !== "");
  const decoded = parts.map((part) => Buffer.from(part, "base64url").toString("latin1"));
  return [value, plain, ...decoded];
}

/** Whether the bytes hold a text: as it is, or the bytes it encodes, raw, in hex or in base64. */
export function appearsIn(bytes: Buffer, text: string): boolean {
  const forms: (string | Buffer)[] = [text, unescaped(text), ...text.split(".").filter(long)];
  const raw = Buffer.from(text, "base64url");
  if (raw.toString("base64url") === text) {
    forms.push(raw, raw.toString("hex"), raw.toString("base64"));
  }
  const ascii = Buffer.from(text);
  forms.push(ascii.toString("hex"), ascii.toString("base64"), ascii.toString("base64url"));
  return forms.some((form) => bytes.includes(form));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function long(part: string): boolean {
  return part.length >= 16;
}
