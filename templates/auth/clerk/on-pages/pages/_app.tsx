import { ClerkProvider } from "@clerk/nextjs";
import type { AppProps } from "next/app";
import { PageFrame } from "@/components/page-frame";
import type { PageProps } from "@/lib/dal";
import "@/styles/globals.css";

/** What buildClerkProps() found is among the props of a page: ClerkProvider takes it from there. */
export default function App({ Component, pageProps }: AppProps<PageProps>) {
  return (
    <ClerkProvider {...pageProps} signInUrl="/login" signUpUrl="/signup" afterSignOutUrl="/login">
      <PageFrame {...pageProps}>
        <Component {...pageProps} />
      </PageFrame>
    </ClerkProvider>
  );
}
