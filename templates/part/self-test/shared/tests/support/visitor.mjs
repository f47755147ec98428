import { randomBytes } from "node:crypto";

/** A browser without JavaScript: a cookie jar, an address, and hands that fill in forms. */
export class Visitor {
  cookies = new Map();

  /** @param {string} origin where the application is, e.g. http://localhost:3000 */
  constructor(origin) {
    this.origin = origin;
    // Login attempts are counted by address: everybody here has one of their own (RFC 2544).
    this.address = `198.18.${randomBytes(1)[0]}.${randomBytes(1)[0]}`;
  }

  /** Somebody else who holds a copy of this browser's cookies. */
  thief() {
    const copy = new Visitor(this.origin);
    copy.cookies = new Map(this.cookies);
    return copy;
  }

  /** One request; redirects are not followed. */
  async request(path, { method = "GET", headers = {}, body } = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const sentByPage = method !== "GET" && {
      origin: this.origin,
      "sec-fetch-site": "same-origin",
    };
    const response = await fetch(new URL(path, this.origin), {
      method,
      body,
      redirect: "manual",
      headers: {
        accept: "text/html",
        "x-forwarded-for": this.address,
        ...(cookie && { cookie }),
        ...sentByPage,
        ...headers,
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", ...value] = pair.split("=");
      if (/;\s*max-age=0\b|expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value.join("="));
    }
    const text = await response.text();
    return {
      url: new URL(path, this.origin),
      status: response.status,
      headers: response.headers,
      text,
    };
  }

  /** Opens a page as a person does: redirects are followed. */
  async open(path) {
    return this.follow(await this.request(path));
  }

  async follow(reply) {
    for (let hops = 0; reply.headers.get("location") && hops < 10; hops++) {
      reply = await this.request(new URL(reply.headers.get("location"), reply.url));
    }
    return reply;
  }

  /** Fills in the form `data-form="name"` of a page and sends it; redirects are not followed. */
  async submit(page, name, values = {}, headers = {}) {
    const form = formOf(page, name);
    const data = form.multipart ? new FormData() : new URLSearchParams();
    for (const [key, value] of Object.entries({ ...form.fields, ...values }))
      data.append(key, value);
    return this.request(form.action, { method: "POST", body: data, headers });
  }

  async login({ email, password }, next) {
    const query = next === undefined ? "" : `?next=${encodeURIComponent(next)}`;
    return this.submit(await this.open(`/login${query}`), "login", { email, password });
  }

  /** Makes an account, which logs in. */
  async signUp(person) {
    await this.submit(await this.open("/signup"), "signup", person);
    if ((await this.me()).status !== 200) throw new Error(`${person.email} could not sign up`);
    return this;
  }

  /** Who the server takes this visitor for: status, and the user where there is one. */
  async me() {
    const { status, text } = await this.request("/api/me", {
      headers: { accept: "application/json" },
    });
    return { status, user: status === 200 ? JSON.parse(text).user : undefined };
  }
}

/** Somebody nobody has heard of. */
export function newPerson() {
  const tag = randomBytes(6).toString("hex");
  return { name: "Ada Example", email: `${tag}@people.example`, password: `Pw-${tag}-${tag}` };
}

/** Says what a page says in its alerts; undefined where it says nothing. */
export function alertOf({ text }) {
  const [, words] = /role="alert"[^>]*>([^<]+)</.exec(text) ?? [];
  return words;
}

/** The forms of one name, as a browser would send them. */
export function formsOf({ url, text }, name) {
  const forms = [...text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  return forms
    .filter(([, attributes]) => attribute(attributes, "data-form") === name)
    .map(([, attributes, inside]) => ({
      action: new URL(attribute(attributes, "action") || url, url),
      multipart: attribute(attributes, "encType") === "multipart/form-data",
      fields: Object.fromEntries(
        [...inside.matchAll(/<(?:input|button)\b([^>]*)>/g)]
          .map(([, field]) => [attribute(field, "name"), attribute(field, "value") ?? ""])
          .filter(([key]) => key),
      ),
    }));
}

function formOf(page, name) {
  const [form] = formsOf(page, name);
  if (form) return form;
  throw new Error(`${page.url.pathname} (${page.status}) has no form data-form="${name}"`);
}

function attribute(text, name) {
  const value = new RegExp(`\\b${name}="([^"]*)"`, "i").exec(text)?.[1];
  return value?.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'");
}
