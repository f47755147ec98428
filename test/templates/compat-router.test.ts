import { type ComponentType, createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test, vi } from "vitest";

const pages = vi.hoisted(() => ({
  router: null as object | null,
  events: { on: vi.fn(), off: vi.fn(), emit: vi.fn() },
  pathname: "/in-pages",
}));

vi.mock("next/router", () => ({ default: pages }));
vi.mock("next/compat/router", () => ({ useRouter: () => pages.router }));
vi.mock("next/navigation", () => ({
  useRouter: () => ({}),
  usePathname: () => "/posts/a%20b",
  useParams: () => ({ id: "a%20b" }),
  useSearchParams: () => new URLSearchParams("x=1&x=2"),
}));

type Router = Record<"pathname" | "asPath" | "locale", string> & {
  query: object;
  isReady: boolean;
  events: Record<"on" | "off" | "emit", (type: string, ...rest: unknown[]) => void>;
};
interface RouterModule {
  default: Router;
  useRouter: () => Router;
  withRouter: (component: ComponentType<{ router: Router }>) => ComponentType;
  RouterProvider: ComponentType<{ pattern: string; children?: ReactNode }>;
}
const file = "../../templates/compat/router.tsx";
const {
  default: Router,
  useRouter,
  withRouter,
  RouterProvider,
} = (await import(file)) as RouterModule;

const Show = ({ router }: { router: Router }) => {
  const { pathname, asPath, query, isReady } = router;
  return JSON.stringify({ pathname, asPath, query, isReady });
};
const WithHook = () => h(Show, { router: useRouter() });
const shown = (component: ComponentType): unknown => {
  const html = renderToStaticMarkup(h(RouterProvider, { pattern: "/posts/[id]" }, h(component)));
  return JSON.parse(html.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
};

beforeEach(() => {
  pages.router = null;
});

test.each([
  ["useRouter", WithHook],
  ["withRouter", withRouter(Show)],
])("%s tells a page of app/ what it told in pages/", (_, component) => {
  expect(shown(component)).toEqual({
    pathname: "/posts/[id]",
    asPath: "/posts/a%20b?x=1&x=2",
    query: { id: "a b", x: ["1", "2"] },
    isReady: true,
  });
});

test("below pages/ the router is Next's own", () => {
  pages.router = { pathname: "/in-pages" };
  expect(shown(WithHook)).toEqual({ pathname: "/in-pages" });
  expect(Router.pathname).toBe("/in-pages");
});

test("a page of app/ without the shell has no router, and neither has the server", () => {
  expect(() => renderToStaticMarkup(h(WithHook))).toThrow("wrap this page of app/");
  expect(() => Router.pathname).toThrow("No router instance found");
});

test("events reach listeners whichever router runs, and only once", () => {
  const listener = vi.fn();
  Router.events.on("routeChangeStart", listener);
  expect(pages.events.on).toHaveBeenCalledWith("routeChangeStart", listener);
  Router.events.emit("routeChangeStart", "/a");
  expect(listener.mock.calls).toEqual([["/a"]]);
  pages.router = {};
  Router.events.emit("routeChangeStart", "/b");
  expect(pages.events.emit).toHaveBeenCalledWith("routeChangeStart", "/b");
  expect(listener).toHaveBeenCalledTimes(1);
  pages.router = null;
  Router.events.off("routeChangeStart", listener);
  Router.events.emit("routeChangeStart", "/c");
  expect(listener).toHaveBeenCalledTimes(1);
});
