import MagicString from "magic-string";

/** Replaces the text from `start` to `end` (offsets into the original); equal offsets insert. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies edits to a text. Bytes outside of an edit stay what they were. An edit inside a range
 * that another edit replaces is part of that range, and is dropped with it.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const result = new MagicString(text);
  const outer = edits.filter(
    (edit) => !edits.some((other) => other !== edit && contains(other, edit)),
  );
  for (const edit of outer) {
    if (edit.start === edit.end) result.appendLeft(edit.start, edit.text);
    else if (edit.text === "") result.remove(edit.start, edit.end);
    else result.update(edit.start, edit.end, edit.text);
  }
  return result.toString();
}

/** The text between two offsets with the edits that fall into it. */
export function editedSlice(
  text: string,
  edits: readonly Edit[],
  [start, end]: readonly [number, number],
): string {
  const inside = edits
    .filter((edit) => edit.start >= start && edit.end <= end)
    .map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
  return applyEdits(text.slice(start, end), inside);
}

function contains(outer: Edit, inner: Edit): boolean {
  if (outer.start === outer.end) return false;
  const same = outer.start === inner.start && outer.end === inner.end;
  return !same && outer.start <= inner.start && inner.end <= outer.end && inner.start < outer.end;
}
