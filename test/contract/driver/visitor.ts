import { type Reply, type Send, send } from "./http.ts";
import { CookieJar } from "./jar.ts";
import { type Form, Page } from "./page.ts";
import type { Person } from "./person.ts";
import type { Recorder } from "./recorder.ts";

/** A way in that no form of the application leads to. */
export interface Entry {
  /** Gives the browser what it has once it is signed in. */
  signIn(visitor: Visitor, person: Partial<Person> & Pick<Person, "email">): Promise<void>;
  /** The cookie that holds the session; others that come with it open nothing. */
  readonly cookie: string;
}

export interface VisitorOptions {
  readonly origin: string;
  /** Network address, told in X-Forwarded-For; limits by address see another one a visitor. */
  readonly address: string;
  readonly recorder: Recorder;
  readonly userAgent?: string;
  readonly jar?: CookieJar;
  /** The forms of the login and sign-up pages where not given. */
  readonly entry?: Entry | undefined;
}

/** Answer of `GET /api/me`. */
export interface Me {
  readonly status: number;
  readonly user?: { readonly id: string; readonly email: string; readonly role: string };
}

const defaultUserAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** A browser without JavaScript: one cookie jar, one address, and hands that fill in forms. */
export class Visitor {
  readonly jar: CookieJar;
  readonly options: VisitorOptions;

  constructor(options: VisitorOptions) {
    this.options = options;
    this.jar = options.jar ?? new CookieJar();
  }

  /** Somebody else's browser holding a copy of these cookies. */
  thief(): Visitor {
    return new Visitor({ ...this.options, jar: this.jar.copy() });
  }

  /** The same browser at another instance of the application. */
  at(origin: string): Visitor {
    return new Visitor({ ...this.options, origin, jar: this.jar });
  }

  /** One request, redirects not followed. Headers given replace the browser's own; "" leaves one out. */
  async request(path: string | URL, options: Send = {}): Promise<Reply> {
    const url = new URL(path, this.options.origin);
    const reply = await send(url, { ...options, headers: this.#headers(url, options) });
    this.jar.receive(reply.setCookies);
    this.options.recorder.payload(
      `${options.method ?? "GET"} ${url.pathname}${url.search}`,
      reply.text,
    );
    return reply;
  }

  /** Opens a page as a person does: redirects are followed, up to ten. */
  async open(path: string | URL): Promise<Page> {
    return this.follow(await this.request(path));
  }

  /**
   * Fills in a form and sends it; redirects are not followed.
   * @param values replaces fields of the form by name, and adds those it doesn't have
   */
  async submit(
    form: Form,
    values: Record<string, string> = {},
    options: Send = {},
  ): Promise<Reply> {
    const data: (readonly [string, string])[] = form.fields.filter(([name]) => !(name in values));
    data.push(...Object.entries(values));
    if (form.method === "GET") {
      const url = new URL(form.action);
      for (const [name, value] of data) url.searchParams.set(name, value);
      return this.request(url, options);
    }
    const encoded = await encode(data, form.multipart);
    return this.request(form.action, {
      ...options,
      method: "POST",
      body: encoded.body,
      headers: { "content-type": encoded.type, ...options.headers },
    });
  }

  /** As {@link submit}, and follows to the page that the browser ends on. */
  async submitAndFollow(form: Form, values: Record<string, string> = {}): Promise<Page> {
    return this.follow(await this.submit(form, values));
  }

  /** The page that a browser ends on which got this reply. */
  async follow(first: Reply): Promise<Page> {
    let reply = first;
    for (
      let hops = 0;
      reply.status >= 300 && reply.status < 400 && reply.headers.location;
      hops++
    ) {
      if (hops === 10) throw new Error(`${first.url.pathname} redirects in a circle`);
      reply = await this.request(new URL(reply.headers.location, reply.url));
    }
    return new Page(reply);
  }

  /** Sends the login form. @param next the page first asked for, as the login page gets it */
  async login({ email, password }: Pick<Person, "email" | "password">, next?: string) {
    this.options.recorder.secret("a password", password);
    const query = next === undefined ? "" : `?next=${encodeURIComponent(next)}`;
    if (this.options.entry) {
      await this.options.entry.signIn(this, { email });
      return this.request(`/login${query}`);
    }
    const page = await this.open(`/login${query}`);
    return this.submit(page.form("login"), { email, password });
  }

  /** Makes an account, which logs in. @throws Error when it does not */
  async signUp(person: Person): Promise<this> {
    this.options.recorder.secret("a password", person.password);
    const reply = await this.#register(person);
    if ((await this.me()).status === 200) return this;
    const said = `${reply.status}: ${new Page(reply).alert ?? ""}`;
    throw new Error(`sign-up of ${person.email} answered ${said}`);
  }

  async #register(person: Person): Promise<Reply> {
    if (this.options.entry) {
      await this.options.entry.signIn(this, person);
      return this.request("/signup");
    }
    const page = await this.open("/signup");
    const { name, email, password } = person;
    return this.submit(page.form("signup"), { name, email, password });
  }

  /** Sends the logout form of the dashboard's header. */
  async logout(): Promise<Reply> {
    return this.submit((await this.open("/dashboard")).form("logout"));
  }

  async me(): Promise<Me> {
    const { status, text } = await this.request("/api/me", {
      headers: { accept: "application/json" },
    });
    return { status, ...(status === 200 ? { user: JSON.parse(text).user } : {}) };
  }

  /**
   * Cookies without which the visitor is nobody: found by leaving each out, so that no clause has
   * to know the name that a library gives its cookie.
   * @throws Error when the visitor is signed out
   */
  async sessionCookies(): Promise<[string, string][]> {
    if ((await this.me()).status !== 200)
      throw new Error("there is no session to find the cookie of");
    const known = this.options.entry?.cookie;
    const needed: [string, string][] = [];
    for (const [name, value] of this.jar.entries()) {
      if (known !== undefined && name !== known) continue;
      const without = this.thief();
      without.jar.delete(name);
      if ((await without.me()).status !== 200) needed.push([name, value]);
    }
    for (const [name, value] of needed) this.options.recorder.secret(`cookie ${name}`, value);
    return needed;
  }

  #headers(url: URL, { method = "GET", headers = {} }: Send): Record<string, string> {
    const cookie = this.jar.header();
    const all: Record<string, string> = {
      "user-agent": this.options.userAgent ?? defaultUserAgent,
      "x-forwarded-for": this.options.address,
      accept: "text/html,application/xhtml+xml",
      "sec-fetch-site": method === "GET" ? "none" : "same-origin",
      ...(method === "GET" ? {} : { origin: url.origin }),
      ...(cookie === undefined ? {} : { cookie }),
      ...headers,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  }
}

async function encode(fields: readonly (readonly [string, string])[], multipart: boolean) {
  const data = multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) data.append(name, value);
  const response = new Response(data);
  return {
    type: response.headers.get("content-type") ?? "",
    body: new Uint8Array(await response.arrayBuffer()),
  };
}
