import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <section className="notice">
      <p className="notice-code">404</p>
      <h1>There is nothing here</h1>
      <p className="lead">The address may be mistyped, or the page has moved.</p>
      <Link className="button" href="/">
        Back to the start
      </Link>
    </section>
  );
}
