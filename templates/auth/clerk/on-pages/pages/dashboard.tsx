import type { InferGetServerSidePropsType } from "next";
import Link from "next/link";
import { PageTitle } from "@/components/page-title";
import { Time } from "@/components/time";
import { withUser } from "@/lib/dal";

export const getServerSideProps = withUser(async (session) => ({ props: { session } }));

export default function DashboardPage({
  session,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  const { user, tokenExpiresAt } = session;
  return (
    <>
      <PageTitle title="Dashboard" />
      <div className="page-head">
        <h1>Hello, {user.name}</h1>
        <p className="lead">Only signed-in users see this page.</p>
      </div>

      <dl className="tiles">
        <div className="fact">
          <dt>Signed in as</dt>
          <dd>{user.email}</dd>
        </div>
        <div className="fact">
          <dt>Role</dt>
          <dd>{user.role}</dd>
        </div>
        <div className="fact">
          <dt>Token renewed</dt>
          <dd>
            <Time at={tokenExpiresAt} />
          </dd>
        </div>
      </dl>

      <section className="card" aria-labelledby="next-steps">
        <h2 id="next-steps">Make it yours</h2>
        <ul className="list">
          <li className="row">
            <span>This page</span>
            <code>pages/dashboard.tsx</code>
          </li>
          <li className="row">
            <span>Who may see what</span>
            <code>lib/dal.ts</code>
          </li>
        </ul>
        <p className="hint">
          Your devices are on the <Link href="/account">account page</Link>.
        </p>
      </section>
    </>
  );
}
