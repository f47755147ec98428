"use client";

import type { ComponentType } from "react";
import { RouterProvider } from "./router";

/**
 * Gives a page of app/ the router that it had in pages/, for what next/navigation has no equal of.
 * @param pattern route of the page, as Next writes it: `/posts/[id]`
 */
export function withPageRouter<Props extends object>(
  Page: ComponentType<Props>,
  pattern: string,
): ComponentType<Props> {
  return function PageWithRouter(props: Props) {
    return (
      <RouterProvider pattern={pattern}>
        <Page {...props} />
      </RouterProvider>
    );
  };
}
