"use client";

import type { AppProps } from "next/app";
import { useServerInsertedHTML } from "next/navigation";
import { type ComponentType, useState } from "react";
import { ServerStyleSheet, StyleSheetManager } from "./styled-components";

/** Writes into the head the styles that `_app` and the page use, as `_document` did in pages/. */
export function withStyles(App: ComponentType<AppProps>): ComponentType<AppProps> {
  return function AppWithStyles(props: AppProps) {
    const [sheet] = useState(() =>
      typeof window === "undefined" ? new ServerStyleSheet() : undefined,
    );
    useServerInsertedHTML(() => {
      if (!sheet) return null;
      const styles = sheet.getStyleElement();
      sheet.instance.clearTag();
      return <>{styles}</>;
    });
    const app = <App {...props} />;
    return sheet ? <StyleSheetManager sheet={sheet.instance}>{app}</StyleSheetManager> : app;
  };
}
