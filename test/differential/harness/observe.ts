import { readPage } from "./read-page.ts";
import type { Probe } from "./routes.ts";
import type { Sample } from "./sample.ts";
import type { Running } from "./server.ts";

/** Values that must be the same before and after, by what they say. */
export type Aspects = Readonly<Record<string, string>>;

/** The answer to one probe. */
export interface Observation extends Probe {
  readonly status: number;
  readonly aspects: Aspects;
  /** The whole body, to look for what must not be in it. */
  readonly body: string;
}

/**
 * Logs every visitor in and asks for every URL, one request at a time.
 * @throws Error when a visitor cannot come in, or the server does not answer within 20 s
 */
export async function observe(
  sample: Sample,
  probes: readonly Probe[],
  running: Running,
): Promise<Observation[]> {
  const cookies = await comeIn(sample, running);
  const observations: Observation[] = [];
  for (const probe of probes) {
    observations.push(await ask(probe, running.origin, cookies[probe.visitor] ?? ""));
  }
  return observations;
}

/** The Cookie header of every visitor. */
export async function comeIn(sample: Sample, place: Running): Promise<Record<string, string>> {
  const entries = Object.entries(sample.visitors);
  return Object.fromEntries(
    await Promise.all(entries.map(async ([name, enter]) => [name, await enter(place)])),
  );
}

async function ask(probe: Probe, origin: string, cookie: string): Promise<Observation> {
  const { method, url, content } = requestOf(probe.url);
  const reply = await fetch(origin + url, {
    method,
    redirect: "manual",
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(content === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(content === undefined ? {} : { body: content }),
    signal: AbortSignal.timeout(20_000),
  });
  const body = await reply.text();
  const status = reply.status;
  const location = reply.headers.get("location");
  const allow = reply.headers.get("allow");
  const aspects = {
    status: String(status),
    ...(location === null ? {} : { location: relative(location, origin + url) }),
    ...(allow === null ? {} : { allow }),
    ...(status >= 300 && status < 400 ? {} : contentOf(reply, body)),
  };
  return { ...probe, status, aspects, body };
}

/** `/a`, `DELETE /a`, and `PUT /a {"b":1}`. */
function requestOf(written: string): { method: string; url: string; content: string | undefined } {
  const [, method = "GET", url = written, content] =
    /^(?:([A-Z]+) )?(\S+)(?: (.+))?$/.exec(written) ?? [];
  return { method, url, content };
}

/**
 * What an answer says. For a `notFound()` of the App Router Next answers 404 with an empty document
 * that the browser fills in: of that there is nothing to read here, which compare.ts knows.
 */
function contentOf(reply: Response, body: string): Aspects {
  const type = reply.headers.get("content-type")?.split(";")[0] ?? "";
  if (type !== "text/html") return { type, text: body };
  if (reply.status === 404 && body.includes('<html id="__next_error__"')) {
    return { type, drawn: "in the browser" };
  }
  const { title, lang, text, links } = readPage(body);
  return { type, title, lang, text, links: links.join(" ") };
}

/** Where a Location header leads, without the origin if it is the application's own. */
function relative(location: string, from: string): string {
  const target = new URL(location, from);
  const own = target.origin === new URL(from).origin;
  return own ? target.href.slice(target.origin.length) : target.href;
}
