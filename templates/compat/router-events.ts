import PagesRouter, { type NextRouter } from "next/router";

type Events = NextRouter["events"];
type Listener = Parameters<Events["on"]>[1];

const listeners = new Map<string, Set<Listener>>();

/** `router.events`, whichever router it is that changes the page. */
export const events: Events = {
  on(type, listener) {
    const known = listeners.get(type) ?? new Set();
    listeners.set(type, known.add(listener));
    PagesRouter.events.on(type, listener);
  },
  off(type, listener) {
    listeners.get(type)?.delete(listener);
    PagesRouter.events.off(type, listener);
  },
  emit(type, ...details) {
    if (PagesRouter.router) {
      PagesRouter.events.emit(type, ...details);
      return;
    }
    for (const listener of [...(listeners.get(type) ?? [])]) listener(...details);
  },
};

/** Path and query of the page that is shown, with the base path; undefined for other pages. */
let shown: string | undefined;
/** Whether a link or the router began the change of the page, and not the browser's buttons. */
let isAsked = false;

/** Tells that a page is shown, until the function that this returns is called. */
export function show(address: string): () => void {
  shown = address;
  return () => {
    if (shown === address) shown = undefined;
  };
}

/** Tells that the page is about to change; a listener that throws stops that. */
export function begin(address: string, shallow: boolean): void {
  events.emit("routeChangeStart", address, { shallow });
  isAsked = true;
}

/**
 * Tells that the page has changed.
 * @returns whether anybody asked for it, by a link or the router
 */
export function complete(address: string): boolean {
  const wasAsked = isAsked;
  isAsked = false;
  events.emit("routeChangeComplete", address, { shallow: false });
  return wasAsked;
}

function onClick(event: MouseEvent): void {
  const target = linkOf(event);
  if (shown === undefined || !target || isSamePage(target, shown)) return;
  try {
    begin(target.pathname + target.search + target.hash, false);
  } catch (error) {
    event.preventDefault();
    event.stopPropagation();
    reportError(error);
  }
}

function onPopState(): void {
  const { pathname, search, hash } = window.location;
  if (shown === undefined || isSamePage(window.location, shown)) return;
  events.emit("routeChangeStart", pathname + search + hash, { shallow: false });
}

if (typeof window !== "undefined") {
  // the App Router tells nobody that it begins: listen before it does, or it is done already
  document.addEventListener("click", onClick, true);
  window.addEventListener("popstate", onPopState, true);
}

/** Where a click leads, if it is a plain one on a link to this application. */
function linkOf(event: MouseEvent): URL | undefined {
  const { button, metaKey, ctrlKey, shiftKey, altKey, target } = event;
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return undefined;
  const link = target instanceof Element ? target.closest("a") : null;
  if (!link?.href || link.hasAttribute("download")) return undefined;
  if (link.target !== "" && link.target !== "_self") return undefined;
  const url = new URL(link.href);
  return url.origin === window.location.origin ? url : undefined;
}

function isSamePage({ pathname, search }: URL | Location, page: string): boolean {
  const address = new URL(page, "http://n");
  const same = new URLSearchParams(search).toString() === address.searchParams.toString();
  return same && pathname === address.pathname;
}
