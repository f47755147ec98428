import type { Metadata } from "next";
import Link from "next/link";
import { Time } from "@/components/time";
import { requireSession } from "@/lib/dal";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const { user, tokenExpiresAt } = await requireSession();
  return (
    <>
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
            <code>app/dashboard/page.tsx</code>
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
