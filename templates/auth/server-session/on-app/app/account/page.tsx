import type { Metadata } from "next";
import { logoutEverywhere, logoutOthers, rename, revoke } from "@/app/account/actions";
import { Field } from "@/components/field";
import { SubmitButton } from "@/components/submit-button";
import { Time } from "@/components/time";
import { orUnavailable, requireSession } from "@/lib/dal";
import { listSessions } from "@/lib/session/sessions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { user, handle } = await requireSession();
  const sessions = await orUnavailable(listSessions(user.id));
  return (
    <>
      <h1>Account</h1>

      <section className="card" aria-labelledby="profile">
        <h2 id="profile">Profile</h2>
        <form action={rename} data-form="rename" className="form form-inline">
          <Field label="Name" name="name" defaultValue={user.name} maxLength={80} required />
          <SubmitButton className="button button-quiet" pending="Saving…">
            Save
          </SubmitButton>
        </form>
        <p className="hint">Signed in as {user.email}</p>
      </section>

      <section className="card" aria-labelledby="sessions">
        <h2 id="sessions">Active sessions</h2>
        <p className="lead">Devices that are signed in to your account.</p>
        <ul className="list">
          {sessions.map((session) => (
            <li key={session.handle} className="list-item">
              <div>
                <strong>{session.device}</strong>
                {session.handle === handle && <span className="badge">This device</span>}
                <p className="hint">
                  Last used <Time at={session.lastUsedAt} />, signed in{" "}
                  <Time at={session.createdAt} />
                </p>
              </div>
              <form action={revoke} data-form="revoke">
                <input type="hidden" name="sessionId" value={session.handle} />
                <SubmitButton className="button button-quiet" pending="Logging out…">
                  Log out<span className="visually-hidden"> {session.device}</span>
                </SubmitButton>
              </form>
            </li>
          ))}
        </ul>
        <div className="actions">
          <form action={logoutOthers} data-form="logout-others">
            <SubmitButton className="button button-quiet" pending="Logging out…">
              Log out other devices
            </SubmitButton>
          </form>
          <form action={logoutEverywhere} data-form="logout-everywhere">
            <SubmitButton className="button button-danger" pending="Logging out…">
              Log out everywhere
            </SubmitButton>
          </form>
        </div>
      </section>
    </>
  );
}
