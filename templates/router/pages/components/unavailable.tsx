import { useRouter } from "next/router";
import { PageTitle } from "@/components/page-title";

/** In place of a page while the store is down (status 503). Trying again asks the server anew. */
export function Unavailable({ back }: { back?: string }) {
  const { asPath } = useRouter();
  return (
    <section className="notice">
      <PageTitle title="Be right back" />
      <p className="notice-code">503</p>
      <h1>Be right back</h1>
      <p className="lead">
        We cannot reach our database right now. You are still signed in, and nothing is lost.
      </p>
      <a className="button" href={back ?? asPath}>
        Try again
      </a>
    </section>
  );
}
