import { PageTitle } from "@/components/page-title";

/** Shown in place of a page that failed. What went wrong stays in the server's log. */
export default function ErrorPage() {
  return (
    <section className="notice" role="alert">
      <PageTitle title="Error" />
      <p className="notice-code">500</p>
      <h1>Something went wrong</h1>
      <p className="lead">It is not your fault. Trying again often helps.</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        Try again
      </button>
    </section>
  );
}
