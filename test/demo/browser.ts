import { parse } from "node-html-parser";

/** A page that was fetched, with its redirects not yet followed. */
export interface Page {
  readonly status: number;
  readonly url: URL;
  /** Where a redirect leads; undefined for other answers. */
  readonly location: string | undefined;
  readonly text: string;
}

/**
 * As much of a browser without JavaScript as the demo needs: cookies, redirects, and forms that are
 * found by their `data-form` attribute and posted with all their hidden fields.
 */
export class Browser {
  readonly #origin: string;
  readonly cookies: Map<string, string>;

  constructor(origin: string, cookies: ReadonlyMap<string, string> = new Map()) {
    this.#origin = origin;
    this.cookies = new Map(cookies);
  }

  /** Fetches one answer, redirects included. */
  async get(path: string): Promise<Page> {
    return this.#request(new URL(path, this.#origin), {});
  }

  /** Fetches a page and goes where it redirects to, at most ten times. */
  async open(path: string): Promise<Page> {
    return this.#follow(await this.get(path));
  }

  /** Fills in a form of a page and sends it; ends on the page that follows. */
  async submit(page: Page, form: string, fields: Record<string, string> = {}): Promise<Page> {
    const element = parse(page.text).querySelector(`form[data-form="${form}"]`);
    if (!element) throw new Error(`${page.url.pathname} has no form "${form}"`);
    const body = new FormData();
    for (const input of element.querySelectorAll("input[name]")) {
      body.append(input.getAttribute("name") ?? "", input.getAttribute("value") ?? "");
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const target = new URL(element.getAttribute("action") || page.url, page.url);
    const headers = { origin: this.#origin };
    return this.#follow(await this.#request(target, { method: "POST", body, headers }));
  }

  async #follow(page: Page): Promise<Page> {
    let current = page;
    for (let hops = 0; current.location !== undefined; hops++) {
      if (hops === 10) throw new Error(`${page.url.pathname} redirects in a circle`);
      current = await this.#request(new URL(current.location, current.url), {});
    }
    return current;
  }

  async #request(url: URL, init: RequestInit): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
      headers: { accept: "text/html", ...init.headers, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get("location") ?? undefined;
    return { status: response.status, url, location, text: await response.text() };
  }

  /** Secure is passed over, as browsers do for localhost. */
  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf("="));
    const isGone = attributes.some((attribute) => /^max-age=(0|-)/i.test(attribute));
    if (isGone) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}
