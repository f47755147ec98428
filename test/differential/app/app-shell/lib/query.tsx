import type { AppProps } from "next/app";
import { type ComponentType, createContext, useContext, useState } from "react";

const Cache = createContext<Map<string, string> | null>(null);

/** A client with what the server has fetched already, as query libraries have one. */
export function withQueryClient(App: ComponentType<AppProps>) {
  return function WithQueryClient(props: AppProps) {
    const [cache] = useState(() => new Map<string, string>(props.pageProps.fetched));
    return (
      <Cache.Provider value={cache}>
        <App {...props} />
      </Cache.Provider>
    );
  };
}

export const useFetched = (key: string) => useContext(Cache)?.get(key) ?? "not fetched";
