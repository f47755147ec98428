"use client";

import { useRouter as usePagesRouter } from "next/compat/router";
import {
  useRouter as useAppRouter,
  useParams,
  usePathname,
  useSearchParams,
} from "next/navigation";
import PagesRouter, { type NextRouter } from "next/router";
import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useInsertionEffect,
  useMemo,
  useRef,
  useTransition,
} from "react";
import { addressOf, type Place, pathOf, queryOf } from "./address";
import { begin, complete, events, show } from "./router-events";
import { BASE_PATH, i18n } from "./settings";

export type { NextRouter, SingletonRouter } from "next/router";

export interface WithRouterProps {
  readonly router: NextRouter;
}

type Url = Parameters<NextRouter["push"]>[0];
type Options = Parameters<NextRouter["push"]>[2];

const RouterContext = createContext<NextRouter | null>(null);

/** The router of the page in app/ that is shown. Set in effects only, never on the server. */
let mounted: NextRouter | null = null;
/** Address that was shown last, for `routeChangeComplete`. */
let last: string | undefined;

/**
 * `useRouter` of `next/router`, for components that stand in pages/ and in app/.
 * @throws Error in a page of app/ that is not wrapped by withAppShell or withPageRouter
 */
export function useRouter(): NextRouter {
  const inPages = usePagesRouter();
  const inApp = useContext(RouterContext);
  const router = inPages ?? inApp;
  if (!router)
    throw new Error("No router: wrap this page of app/ by withAppShell or withPageRouter.");
  return router;
}

/** `withRouter` of `next/router`. */
export function withRouter<Props extends WithRouterProps>(
  Component: ComponentType<Props>,
): ComponentType<Omit<Props, "router">> {
  function WithRouter(props: Omit<Props, "router">) {
    const router = useRouter();
    return <Component {...(props as Props)} router={router} />;
  }
  WithRouter.displayName = `withRouter(${Component.displayName ?? Component.name})`;
  return WithRouter;
}

/** Gives a page of app/ the router that its components expect. */
export function RouterProvider(props: { pattern: string; children: ReactNode }) {
  const search = useSearchParams()?.toString() ?? "";
  return <RouterOfAddress {...props} search={search} />;
}

/** {@link RouterProvider} for a page that is rendered while the application is built. */
export function RouterOfAddress({
  pattern,
  search = "",
  children,
}: {
  pattern: string;
  search?: string;
  children: ReactNode;
}) {
  const app = useAppRouter();
  const pathname = usePathname() ?? pattern;
  const params = useParams();
  const [isPending, startTransition] = useTransition();
  const waiting = useRef<(() => void)[]>([]);

  const router = useMemo((): NextRouter => {
    const place: Place = { pattern, pathname, search, params: params ?? {} };
    /** Resolves when what the transition brings is shown, or another page is. */
    const shownAfter = (change: () => void): Promise<void> =>
      new Promise((resolve) => {
        waiting.current.push(resolve);
        startTransition(change);
      });
    const go = async (method: "push" | "replace", url: Url, as?: Url, options: Options = {}) => {
      const href = addressOf(as ?? url, place, window.location.origin);
      if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(href)) {
        window.location.href = href;
        return false;
      }
      const [path = "", hash] = href.split("#");
      const isHere = path === pathOf(place);
      if (isHere && hash !== undefined) {
        events.emit("hashChangeStart", BASE_PATH + href, { shallow: false });
        app[method](href, { scroll: options.scroll ?? true });
        events.emit("hashChangeComplete", BASE_PATH + href, { shallow: false });
        return true;
      }
      const shallow = Boolean(options.shallow) && path.split("?")[0] === pathname;
      begin(BASE_PATH + href, shallow);
      if (shallow) {
        window.history[`${method}State`](null, "", BASE_PATH + href);
      } else if (isHere) {
        await shownAfter(() => app.refresh());
        if (options.scroll !== false) window.scrollTo(0, 0);
        complete(BASE_PATH + href);
      } else {
        await shownAfter(() => app[method](href, { scroll: options.scroll ?? true }));
      }
      return true;
    };
    return {
      ...i18n,
      pathname: pattern,
      route: pattern,
      query: queryOf(place),
      asPath: pathOf(place),
      basePath: BASE_PATH,
      isReady: true,
      isFallback: false,
      isPreview: false,
      isLocaleDomain: false,
      events,
      push: (url, as, options) => go("push", url, as, options),
      replace: (url, as, options) => go("replace", url, as, options),
      prefetch: async (url, as) =>
        app.prefetch(addressOf(as ?? url, place, window.location.origin)),
      back: () => app.back(),
      forward: () => app.forward(),
      reload: () => window.location.reload(),
      // the App Router asks nobody before it goes back
      beforePopState: () => {},
    };
  }, [app, pattern, pathname, search, params]);

  useInsertionEffect(() => {
    mounted = router;
    return () => {
      if (mounted === router) mounted = null;
    };
  }, [router]);
  useEffect(() => show(BASE_PATH + router.asPath), [router.asPath]);
  useEffect(() => {
    const before = last;
    last = router.asPath;
    if (before === undefined || before === last) return;
    // going back, the App Router shows what it kept; the Pages Router asks the server again
    if (!complete(BASE_PATH + last)) app.refresh();
  }, [app, router.asPath]);
  useEffect(() => {
    if (!isPending) settle(waiting.current);
  }, [isPending]);
  useEffect(() => {
    const { current: left } = waiting;
    return () => settle(left);
  }, []);

  return <RouterContext.Provider value={router}>{children}</RouterContext.Provider>;
}

/** Calls what waits for the end of a change, once. */
function settle(waiting: (() => void)[]): void {
  for (const resolve of waiting.splice(0)) resolve();
}

/** @throws Error on the server, and before a page is mounted, as `next/router` does */
function current(): NextRouter {
  const router = PagesRouter.router ? PagesRouter : mounted;
  if (!router) throw new Error("No router instance found: use it in the browser only.");
  return router;
}

/** The default export of `next/router`: the router of the page that is shown. */
export const Router: NextRouter & { ready(callback: () => void): void } = {
  get pathname() {
    return current().pathname;
  },
  get route() {
    return current().route;
  },
  get query() {
    return current().query;
  },
  get asPath() {
    return current().asPath;
  },
  get basePath() {
    return current().basePath;
  },
  get locale() {
    return current().locale;
  },
  get locales() {
    return current().locales;
  },
  get defaultLocale() {
    return current().defaultLocale;
  },
  get isReady() {
    return current().isReady;
  },
  get isFallback() {
    return current().isFallback;
  },
  get isPreview() {
    return current().isPreview;
  },
  get isLocaleDomain() {
    return current().isLocaleDomain;
  },
  events,
  push: (url, as, options) => current().push(url, as, options),
  replace: (url, as, options) => current().replace(url, as, options),
  prefetch: (url, as, options) => current().prefetch(url, as, options),
  back: () => current().back(),
  forward: () => current().forward(),
  reload: () => current().reload(),
  beforePopState: (callback) => current().beforePopState(callback),
  ready(callback) {
    if (mounted) callback();
    else PagesRouter.ready(callback);
  },
};

export default Router;
