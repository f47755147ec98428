import type { NextPage } from "next";
import type { AppProps } from "next/app";
import Head from "next/head";
import { SessionProvider } from "next-auth/react";
import type { ReactElement, ReactNode } from "react";
import Frame from "@/components/Frame";
import { appWithPhrases } from "@/lib/phrases";
import { withQueryClient } from "@/lib/query";
import "@/styles/globals.css";

export type NextPageWithLayout<Props = object> = NextPage<Props> & {
  getLayout?: (page: ReactElement) => ReactNode;
  bare?: boolean;
};

function App({ Component, pageProps, router }: AppProps) {
  const { getLayout = (page: ReactElement) => <Frame>{page}</Frame>, bare } =
    Component as NextPageWithLayout;
  if (bare) return <Component {...pageProps} />;
  return (
    <SessionProvider session={pageProps.session}>
      <Head>
        <title>Sailing club</title>
        <meta name="description" content="Berths and boats" />
        <link rel="help" href="/help" />
      </Head>
      {pageProps.notice && <p>Notice: {pageProps.notice}</p>}
      {getLayout(<Component {...pageProps} />)}
      <footer>Route {router.route}</footer>
    </SessionProvider>
  );
}

export default appWithPhrases(withQueryClient(App));
