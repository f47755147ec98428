/** Text that is HTML already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = string | number | undefined | false | Markup | readonly Content[];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A template tag for HTML: whatever is put into it is escaped, unless it was made by this tag. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(
    strings.reduce((text, string, index) => text + rendered(values[index - 1]) + string),
  );
}

function rendered(value: Content): string {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(rendered).join("");
  if (value === undefined || value === false) return "";
  return String(value).replace(/[&<>"]/g, (character) => escapes[character] ?? "");
}
