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

/**
 * The App Router tells nobody that a link or the back button is about to change the page, so that
 * `routeChangeStart` is told from the clicks themselves. A listener that throws stops a link.
 * @param shown path and query of the page that is shown, with the base path
 * @param onBack called when the browser goes back or forward to another page
 * @returns what ends it
 */
export function watchLinks(shown: string, onBack: () => void): () => void {
  const onClick = (event: MouseEvent): void => {
    const target = linkOf(event);
    if (!target || isSamePage(target, shown)) return;
    try {
      events.emit("routeChangeStart", target.pathname + target.search + target.hash, {
        shallow: false,
      });
    } catch (error) {
      event.preventDefault();
      event.stopPropagation();
      reportError(error);
    }
  };
  const onPopState = (): void => {
    const { pathname, search, hash } = window.location;
    if (isSamePage(window.location, shown)) return;
    onBack();
    events.emit("routeChangeStart", pathname + search + hash, { shallow: false });
  };
  // before Next's own listeners, which would have gone already
  document.addEventListener("click", onClick, true);
  window.addEventListener("popstate", onPopState, true);
  return () => {
    document.removeEventListener("click", onClick, true);
    window.removeEventListener("popstate", onPopState, true);
  };
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

function isSamePage({ pathname, search }: URL | Location, shown: string): boolean {
  const address = new URL(shown, "http://n");
  const same = new URLSearchParams(search).toString() === address.searchParams.toString();
  return same && pathname === address.pathname;
}
