import Link from "next/link";

export default function HomePage() {
  return (
    <section className="hero">
      <h1>Sessions that work.</h1>
      <p className="lead">Log in, look around, and make it yours.</p>
      <Link className="button" href="/dashboard">
        Open the dashboard
      </Link>
    </section>
  );
}
