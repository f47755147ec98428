"use client";

/** Shown in place of a page that failed. What went wrong stays in the server's log. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <section className="notice" role="alert">
      <p className="notice-code">500</p>
      <h1>Something went wrong</h1>
      <p className="lead">It is not your fault. Trying again often helps.</p>
      <button type="button" className="button" onClick={() => retry()}>
        Try again
      </button>
      {digest && <p className="hint">For support: {digest}</p>}
    </section>
  );
}
