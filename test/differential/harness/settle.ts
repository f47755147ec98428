import type { Page, Request } from "playwright-core";

/** React leaves its keys on the elements that it has taken over. */
const hydrated = `[...document.body.querySelectorAll("*")].some((element) =>
  Object.keys(element).some((key) => key.startsWith("__reactFiber$")))`;

/**
 * Watches the requests of a page from now on.
 * @returns a function that waits until the page is hydrated, nothing that it shows is on its way,
 * and its text has stopped changing; it throws when that takes more than 40 s
 */
export function watchSettling(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  page.on("request", (request) => {
    if (!isPrefetch(request)) open.add(request);
  });
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));

  return async () => {
    const deadline = Date.now() + 40_000;
    let previous: string | undefined;
    while (Date.now() < deadline) {
      // A navigation may take the document away while it is looked at: look again.
      const text = await page
        .evaluate<string | false>(`${hydrated} && location.href + document.body.innerText`)
        .catch(() => false as const);
      if (text !== false && text === previous && open.size === 0) return;
      previous = text === false ? undefined : text;
      await page.waitForTimeout(150);
    }
    throw new Error(`${page.url()} did not settle; open: ${[...open].map((one) => one.url())}`);
  };
}

/** The App Router's Link asks ahead, and may leave an answer unread. */
const isPrefetch = (request: Request): boolean =>
  new URL(request.url()).searchParams.has("_rsc") || /prefetch/.test(request.url());
