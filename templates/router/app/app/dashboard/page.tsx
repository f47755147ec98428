import type { Metadata } from "next";
import { Time } from "@/components/time";
import { requireSession } from "@/lib/dal";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const { user, device, createdAt, idleUntil, expiresAt } = await requireSession();
  return (
    <>
      <h1>Hello, {user.name}</h1>
      <p className="lead">This page is for signed-in users only.</p>
      <dl className="facts">
        <div className="card">
          <dt>Signed in as</dt>
          <dd>{user.email}</dd>
        </div>
        <div className="card">
          <dt>Role</dt>
          <dd>{user.role}</dd>
        </div>
        <div className="card">
          <dt>Device</dt>
          <dd>{device}</dd>
        </div>
        <div className="card">
          <dt>Session began</dt>
          <dd>
            <Time at={createdAt} />
          </dd>
        </div>
        <div className="card">
          <dt>Ends when unused until</dt>
          <dd>
            <Time at={idleUntil} />
          </dd>
        </div>
        <div className="card">
          <dt>Ends in any case</dt>
          <dd>
            <Time at={expiresAt} />
          </dd>
        </div>
      </dl>
    </>
  );
}
