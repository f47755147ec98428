import Link from "next/link";

export default function Forbidden() {
  return (
    <section className="notice">
      <p className="notice-code">403</p>
      <h1>This is not for you to see</h1>
      <p className="lead">Your account does not have access to this page.</p>
      <Link className="button" href="/dashboard">
        Back to the dashboard
      </Link>
    </section>
  );
}
