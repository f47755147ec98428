import Link from "next/link";
import { PageTitle } from "@/components/page-title";

/** In place of a page that the user's role does not open (status 403). */
export function Forbidden() {
  return (
    <section className="notice">
      <PageTitle title="Forbidden" />
      <p className="notice-code">403</p>
      <h1>This is not for you to see</h1>
      <p className="lead">Your account does not have access to this page.</p>
      <Link className="button" href="/dashboard">
        Back to the dashboard
      </Link>
    </section>
  );
}
