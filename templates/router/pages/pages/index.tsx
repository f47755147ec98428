import type { InferGetServerSidePropsType } from "next";
import Link from "next/link";
import { Promises } from "@/components/promises";
import { withViewer } from "@/lib/dal";

export const getServerSideProps = withViewer(async () => ({ props: {} }));

export default function HomePage({
  viewer,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <>
      <section className="hero">
        <h1>
          Login works. <em>Build the rest.</em>
        </h1>
        <p className="lead">
          Accounts, sessions and protected pages are in place. Start with{" "}
          <code>pages/index.tsx</code>.
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
