import type { AppProps } from "next/app";

/** Stands for the project's own `_app`, so that the shell can be type-checked here. */
export default function App({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />;
}
