import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findProgram } from "../../setup/find-program.ts";
import { programs } from "../../setup/programs.ts";
import { type Aspects, comeIn, type Observation } from "./observe.ts";
import { squeeze } from "./read-page.ts";
import type { Sample } from "./sample.ts";
import type { Running } from "./server.ts";
import { watchSettling } from "./settle.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Hosts of services are not looked for: they would be slow to be missing.
  "--host-resolver-rules=MAP *.example ~NOTFOUND",
];

/** Pages open at the same time: most of a visit is waiting for the network to be quiet. */
const tabs = 4;

/**
 * Starts Chromium.
 * @throws Error when there is none
 */
export async function openBrowser(): Promise<Browser> {
  const candidates = programs.find(({ name }) => name === "Chromium")?.candidates ?? [];
  const executablePath = findProgram(candidates);
  if (!executablePath) throw new Error("The differential run needs Chromium; install chromium.");
  return chromium.launch({ executablePath, args: flags });
}

/**
 * Opens in Chromium every page that was answered with HTML and not with a redirect, reads it after
 * hydration, and does on it what the sample says. Each gives one observation; `problems` holds
 * what the browser's console complained about.
 */
export async function browse(
  browser: Browser,
  sample: Sample,
  answered: readonly Observation[],
  running: Running,
): Promise<Observation[]> {
  const cookies = await comeIn(sample, running);
  const profile = (visitor: string) => newProfile(browser, cookies[visitor] ?? "", running.origin);
  const profiles = new Map(Object.keys(cookies).map((visitor) => [visitor, profile(visitor)]));

  const waiting = answered.filter(isPage);
  const observations: Observation[] = [];
  const work = async () => {
    for (let answer = waiting.shift(); answer; answer = waiting.shift()) {
      const { url, visitor } = answer;
      const acts = actsOf(sample, answer);
      // What is done on one page must not log anybody in on the next.
      const own = Object.keys(acts).length > 0 ? profile(visitor) : undefined;
      const context = await (own ?? profiles.get(visitor) ?? profile(visitor));
      const aspects = await visit(context, running.origin + url, acts);
      observations.push({ ...answer, aspects, body: "" });
      if (own) await context.close();
    }
  };
  await Promise.all(Array.from({ length: tabs }, work));
  for (const context of profiles.values()) await (await context).close();
  return observations;
}

async function newProfile(
  browser: Browser,
  cookieHeader: string,
  url: string,
): Promise<BrowserContext> {
  const context = await browser.newContext();
  context.setDefaultTimeout(30_000); // a busy machine is slow, and nothing is wrong with that
  const cookies = cookieHeader.split("; ").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at > 0 ? [{ name: pair.slice(0, at), value: pair.slice(at + 1), url }] : [];
  });
  await context.addCookies(cookies);
  return context;
}

const isPage = ({ status, aspects }: Observation) =>
  aspects.type === "text/html" && (status < 300 || status >= 400);

/** A page's acts belong to its first URL. */
function actsOf(sample: Sample, { route, url, status }: Observation) {
  const described = sample.routes[route];
  return status === 200 && described?.urls[0] === url ? (described.acts ?? {}) : {};
}

async function visit(
  context: BrowserContext,
  url: string,
  acts: NonNullable<Sample["routes"][string]["acts"]>,
): Promise<Aspects> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    // The status of the page itself is compared elsewhere; a browser always asks for an icon.
    const own = [url, new URL("/favicon.ico", url).href].includes(message.location().url);
    if (message.type() === "error" && !own) problems.push(message.text());
  });

  const settled = watchSettling(page);
  await page.goto(url);
  await settled().catch((error: Error) => problems.push(error.message));
  const aspects: Record<string, string> = { ...(await look(page)) };
  for (const [name, act] of Object.entries(acts)) {
    await act(page).catch((error: Error) => problems.push(`cannot ${name}: ${error.message}`));
    await settled().catch((error: Error) => problems.push(error.message));
    const { pathname, search } = new URL(page.url());
    aspects[`after "${name}"`] = `${pathname}${search}: ${(await look(page)).text}`;
  }
  aspects.problems = problems.join("\n");
  await page.close();
  return aspects;
}

/**
 * What stands on the screen (Next's announcer is for the ear, and each router has its own), and in which
 * colours where the page asks to have them watched.
 */
const lookScript = `(document.getElementById("__next-route-announcer__")?.remove(), {
  title: document.title,
  lang: document.documentElement.lang,
  text: document.body.innerText,
  links: [...document.links].map((link) => link.getAttribute("href")).join(" "),
  styles: [...document.querySelectorAll("[data-styled]")].map((element) => {
    const { color, borderTopWidth, fontFamily } = getComputedStyle(element);
    return [element.tagName, color, borderTopWidth, fontFamily].join(" ");
  }).join("\\n"),
})`;

type Look = Readonly<Record<"title" | "lang" | "text" | "links" | "styles", string>>;

async function look(page: Page): Promise<Look> {
  const seen = await page.evaluate<Look>(lookScript);
  return { ...seen, text: squeeze(seen.text) };
}
