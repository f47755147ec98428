import Link from "next/link";
import { Promises } from "@/components/promises";
import { getViewer } from "@/lib/dal";

export default async function HomePage() {
  const viewer = await getViewer();
  return (
    <>
      <section className="hero">
        <h1>
          Login works. <em>Build the rest.</em>
        </h1>
        <p className="lead">
          Accounts, sessions and protected pages are in place. Start with <code>app/page.tsx</code>.
        </p>
        <div className="actions">
          {viewer ? (
            <Link className="button" href="/dashboard">
              Open the dashboard
            </Link>
          ) : (
            <>
              <Link className="button" href="/signup">
                Create an account
              </Link>
              <Link className="button button-quiet" href="/login">
                Log in
              </Link>
            </>
          )}
        </div>
      </section>
      <Promises />
    </>
  );
}
