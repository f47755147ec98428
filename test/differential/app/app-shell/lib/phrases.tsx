import type { AppProps } from "next/app";
import { type ComponentType, createContext, useContext } from "react";

const Phrases = createContext<Record<string, string>>({});

/** What a page says, in the words that its server side has chosen. */
export const usePhrase = () => {
  const phrases = useContext(Phrases);
  return (name: string) => phrases[name] ?? `(${name})`;
};

/** Provides the phrases among the page props to everything below the app. */
export const appWithPhrases = (App: ComponentType<AppProps>) => {
  function AppWithPhrases(props: AppProps) {
    return (
      <Phrases.Provider value={props.pageProps.phrases ?? {}}>
        <App {...props} />
      </Phrases.Provider>
    );
  }
  return AppWithPhrases;
};
