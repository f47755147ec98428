import { ClerkProvider } from "@clerk/nextjs";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SiteHeader } from "@/components/site-header";
import { SITE_NAME } from "@/lib/site";
import "@/styles/globals.css";

export const metadata: Metadata = {
  title: { default: SITE_NAME, template: `%s · ${SITE_NAME}` },
  description: "A Next.js application with sessions that work.",
};

/**
 * Every page begins with who is signed in, so none waits behind a placeholder: the answer starts
 * when the page knows what it is. That is what makes a redirect a real 307 and a refusal a real 403
 * (see also htmlLimitedBots in next.config.ts).
 */
export const instant = false;

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <ClerkProvider signInUrl="/login" signUpUrl="/signup" afterSignOutUrl="/login">
          <a className="skip-link" href="#content">
            Skip to content
          </a>
          <SiteHeader />
          <main id="content" className="page">
            {children}
          </main>
        </ClerkProvider>
      </body>
    </html>
  );
}
