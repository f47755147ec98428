import type { ReactNode } from "react";
import { Forbidden } from "@/components/forbidden";
import { PageTitle } from "@/components/page-title";
import { SiteHeader } from "@/components/site-header";
import { Unavailable } from "@/components/unavailable";
import type { PageProps } from "@/lib/dal";

const NOTICES = { forbidden: Forbidden, unavailable: Unavailable };

/** What is around every page: header, title, and a notice in the page's place when it is refused. */
export function PageFrame({ viewer, refusal, children }: PageProps & { children: ReactNode }) {
  const Notice = refusal && NOTICES[refusal];
  return (
    <>
      <PageTitle />
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <SiteHeader viewer={viewer} />
      <main id="content" className="page">
        {Notice ? <Notice /> : children}
      </main>
    </>
  );
}
