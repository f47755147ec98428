import Head from "next/head";
import { SITE_NAME } from "@/lib/site";

/** The title of the tab: that of the page, if it has one, and the name of the site. */
export function PageTitle({ title }: { title?: string }) {
  return (
    <Head>
      <title>{title ? `${title} · ${SITE_NAME}` : SITE_NAME}</title>
    </Head>
  );
}
