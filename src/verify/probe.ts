import { ProbeError } from "./verify-error.ts";
import { refreshTarget, visibleLines } from "./visible-text.ts";
import type { Visitor } from "./visitor.ts";

/** What a visitor gets at an address. */
export interface Outcome {
  readonly status: number;
  /** Where the visitor is sent; of an address of the same application, the path. */
  readonly location?: string;
  /** Whether the page itself sends the browser on, after a 200. */
  readonly byPage?: true;
  /** What is seen; nothing where the visitor is sent elsewhere. */
  readonly lines: readonly string[];
}

const patience = 30_000; // ms for one answer: a development server compiles meanwhile

/**
 * Asks for an address, once, by GET; a redirect is told and not followed.
 * @throws ProbeError when nothing answers
 */
export async function probe(origin: string, path: string, visitor: Visitor): Promise<Outcome> {
  const accept = path.startsWith("/api/") ? "application/json" : "text/html";
  const headers = { accept, ...(visitor.cookie && { cookie: visitor.cookie }) };
  const response = await ask(origin, path, headers);
  const { status } = response;
  const body = (await response.text()).replaceAll(origin, "");
  const location = response.headers.get("location");
  if (location !== null && status >= 300 && status < 400) {
    return { status, location: within(location, origin, path), lines: [] };
  }
  const type = response.headers.get("content-type") ?? "";
  const target = /\bhtml\b/.test(type) ? refreshTarget(body) : undefined;
  if (target !== undefined) {
    return { status, location: within(target, origin, path), byPage: true, lines: [] };
  }
  return { status, lines: visibleLines(body, type) };
}

async function ask(origin: string, path: string, headers: Record<string, string>) {
  try {
    const signal = AbortSignal.timeout(patience);
    return await fetch(origin + path, { headers, redirect: "manual", signal });
  } catch (error) {
    const { name, cause } = error as Error & { cause?: NodeJS.ErrnoException };
    if (name === "TimeoutError") {
      throw new ProbeError(
        `${origin}${path}: no answer within ${patience / 1000} s. Leave the route out by --skip where it never answers a GET.`,
      );
    }
    throw new ProbeError(
      `${origin}${path}: ${cause?.code ?? "no answer"}. Is the application running?`,
    );
  }
}

/** Without the origin, which is another one for each of the two; also where it stands in a query. */
function within(location: string, origin: string, path: string): string {
  const url = new URL(location, origin + path);
  const there = url.origin === origin ? url.pathname + url.search + url.hash : url.href;
  return there.replaceAll(encodeURIComponent(origin), "").replaceAll(origin, "");
}
