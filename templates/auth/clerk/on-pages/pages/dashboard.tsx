import type { InferGetServerSidePropsType } from "next";
import Link from "next/link";
import { PageTitle } from "@/components/page-title";
import { Time } from "@/components/time";
import { withUser } from "@/lib/dal";

// Props are part of the page's HTML: only what is shown belongs in them.
export const getServerSideProps = withUser(async ({ user, tokenExpiresAt }) => {
  const { name, email, role } = user;
  return { props: { name, email, role, tokenExpiresAt } };
});

export default function DashboardPage({
  name,
  email,
  role,
  tokenExpiresAt,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <>
      <PageTitle title="Dashboard" />
      <div className="page-head">
        <h1>Hello, {name}</h1>
        <p className="lead">Only signed-in users see this page.</p>
      </div>

      <dl className="tiles">
        <div className="fact">
          <dt>Signed in as</dt>
          <dd>{email}</dd>
        </div>
        <div className="fact">
          <dt>Role</dt>
          <dd>{role}</dd>
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
