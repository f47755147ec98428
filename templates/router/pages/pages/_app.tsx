import type { AppProps } from "next/app";
import { PageFrame } from "@/components/page-frame";
import type { PageProps } from "@/lib/dal";
import "@/styles/globals.css";

export default function App({ Component, pageProps }: AppProps<PageProps>) {
  return (
    <PageFrame {...pageProps}>
      <Component {...pageProps} />
    </PageFrame>
  );
}
