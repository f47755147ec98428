"use client";

import type { AppProps } from "next/app";
import { useServerInsertedHTML } from "next/navigation";
import { type ComponentType, useState } from "react";
import { createEmotionCache } from "./emotion-cache";

type Cache = ReturnType<typeof createEmotionCache>;

/**
 * Hands `_app` a new `emotionCache` for each request, and writes into the head what it collects, as
 * `_document` did in pages/. In the browser `_app` uses the cache that it makes itself.
 */
export function withStyles(App: ComponentType<AppProps>): ComponentType<AppProps> {
  const AppOfCache = App as ComponentType<AppProps & { emotionCache?: Cache }>;
  return function AppWithStyles(props: AppProps) {
    const [collected] = useState(() => (typeof window === "undefined" ? collect() : undefined));
    useServerInsertedHTML(() => {
      const styles = collected?.flush() ?? [];
      return styles.map(({ names, css }) => (
        <style
          key={names}
          nonce={collected?.cache.nonce}
          data-emotion={names}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: the style sheet that Emotion wrote
          dangerouslySetInnerHTML={{ __html: css }}
        />
      ));
    });
    return collected ? (
      <AppOfCache {...props} emotionCache={collected.cache} />
    ) : (
      <App {...props} />
    );
  };
}

interface Styles {
  /** `data-emotion`: the key of the cache, and the names of the styles. */
  readonly names: string;
  readonly css: string;
}

/** A cache that knows what was put into it since it was asked last. */
function collect(): { cache: Cache; flush(): Styles[] } {
  const cache = createEmotionCache();
  // otherwise Emotion writes a <style> beside each element
  cache.compat = true;
  let added: { name: string; isGlobal: boolean }[] = [];
  const insert = cache.insert.bind(cache);
  cache.insert = (...details) => {
    const [selector, { name }] = details;
    if (cache.inserted[name] === undefined) added.push({ name, isGlobal: selector === "" });
    return insert(...details);
  };
  const cssOf = (name: string): string => {
    const css = cache.inserted[name];
    return typeof css === "string" ? css : "";
  };
  const flush = (): Styles[] => {
    const styles = added.filter(({ name }) => cssOf(name) !== "");
    added = [];
    const globals = styles.filter(({ isGlobal }) => isGlobal);
    const others = styles.filter(({ isGlobal }) => !isGlobal).map(({ name }) => name);
    return [
      ...globals.map(({ name }) => ({ names: `${cache.key}-global ${name}`, css: cssOf(name) })),
      ...(others.length > 0
        ? [{ names: [cache.key, ...others].join(" "), css: others.map(cssOf).join("") }]
        : []),
    ];
  };
  return { cache, flush };
}
