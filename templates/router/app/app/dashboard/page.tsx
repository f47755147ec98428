import type { Metadata } from "next";
import Link from "next/link";
import { Time } from "@/components/time";
import { requireSession } from "@/lib/dal";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const { user, device, createdAt, idleUntil, expiresAt } = await requireSession();
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
          <dt>Device</dt>
          <dd>{device}</dd>
        </div>
        <div className="fact">
          <dt>Session began</dt>
          <dd>
            <Time at={createdAt} />
          </dd>
        </div>
        <div className="fact">
          <dt>Ends, if left unused</dt>
          <dd>
            <Time at={idleUntil} />
          </dd>
        </div>
        <div className="fact">
          <dt>Ends in any case</dt>
          <dd>
            <Time at={expiresAt} />
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
          <li className="row">
            <span>Colours and shapes</span>
            <code>styles/globals.css</code>
          </li>
        </ul>
        <p className="hint">
          Your devices are on the <Link href="/account">account page</Link>.
        </p>
      </section>
    </>
  );
}
