import Link from "next/link";
import { PageTitle } from "@/components/page-title";

export default function NotFoundPage() {
  return (
    <section className="notice">
      <PageTitle title="Not found" />
      <p className="notice-code">404</p>
      <h1>There is nothing here</h1>
      <p className="lead">The address may be mistyped, or the page has moved.</p>
      <Link className="button" href="/">
        Back to the start
      </Link>
    </section>
  );
}
