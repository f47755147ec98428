/** Something that must never be seen in a log or in a page, and where it came from. */
export interface Secret {
  readonly label: string;
  readonly value: string;
}

/** A text that the application sent or logged. */
export interface Payload {
  readonly where: string;
  readonly text: string;
}

/** Keeps everything an application said during a run, and what it should have kept to itself. */
export class Recorder {
  readonly #payloads: Payload[] = [];
  readonly #logs: (() => string)[] = [];
  readonly #secrets = new Map<string, Secret>();

  /** Values shorter than eight characters are found anywhere by chance: they are not kept. */
  secret(label: string, value: string): void {
    if (value.length >= 8) this.#secrets.set(value, { label, value });
  }

  payload(where: string, text: string): void {
    this.#payloads.push({ where, text });
  }

  /** @param read gives a server's log so far, whenever it is asked */
  log(read: () => string): void {
    this.#logs.push(read);
  }

  /** Everything that was said so far. */
  get payloads(): readonly Payload[] {
    return [...this.#payloads, ...this.#logs.map((read) => ({ where: "the log", text: read() }))];
  }

  /** Every secret that stands in one of the texts, raw or URL-encoded, with the place. */
  leaks(): string[] {
    const texts = this.payloads;
    const found = new Set<string>();
    for (const { label, value } of this.#secrets.values()) {
      const encoded = encodeURIComponent(value);
      for (const { where, text } of texts) {
        if (text.includes(value) || text.includes(encoded)) found.add(`${label} in ${where}`);
      }
    }
    return [...found];
  }
}
