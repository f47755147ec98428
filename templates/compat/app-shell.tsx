"use client";

import type { AppProps } from "next/app";
import type { ComponentType } from "react";
import { HeadProvider } from "./head";
import App from "./pages-app";
import { RouterOfAddress, RouterProvider, useRouter } from "./router";

const Shell = App as unknown as ComponentType<AppProps>;

/**
 * Renders `_app` around a page of app/, as the Pages Router does around one of pages/. Going from
 * one page to another mounts `_app` anew: its state does not outlive the page.
 * @param pattern route of the page, as Next writes it: `/posts/[id]`
 */
export function withAppShell<Props extends object>(
  Page: ComponentType<Props>,
  pattern: string,
): ComponentType<Props> {
  function PageInShell(props: Props) {
    const router = useRouter();
    return (
      <Shell
        Component={Page as AppProps["Component"]}
        pageProps={props}
        router={router as AppProps["router"]}
      />
    );
  }
  const isNotFound = pattern === "/404" || pattern === "/_error";
  const Provider = isNotFound ? RouterOfAddress : RouterProvider;
  return function PageOfAppRouter(props: Props) {
    return (
      <Provider pattern={pattern}>
        <HeadProvider>
          <PageInShell {...props} />
        </HeadProvider>
      </Provider>
    );
  };
}
