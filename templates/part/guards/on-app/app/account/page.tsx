import type { Metadata } from "next";
import { logoutEverywhere, logoutOthers, rename, revoke } from "@/app/account/actions";
import { Field } from "@/components/field";
import { SubmitButton } from "@/components/submit-button";
import { Time } from "@/components/time";
import { orUnavailable, requireSession } from "@/lib/dal";
import { listDevices } from "@/lib/session/devices";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const session = await requireSession();
  const { user, handle } = session;
  const devices = await orUnavailable(listDevices(session));
  return (
    <>
      <div className="page-head">
        <h1>Account</h1>
        <p className="lead">{user.email}</p>
      </div>

      <section className="card" aria-labelledby="profile">
        <h2 id="profile">Profile</h2>
        <form action={rename} data-form="rename" className="form form-inline">
          <Field label="Name" name="name" defaultValue={user.name} maxLength={80} required />
          <SubmitButton className="button button-quiet" pending="Saving…">
            Save
          </SubmitButton>
        </form>
      </section>

      <section className="card" aria-labelledby="sessions">
        <div className="card-head">
          <h2 id="sessions">Active sessions</h2>
          <p className="hint">Log out here, on other devices, or everywhere.</p>
        </div>
        <ul className="list">
          {devices.map((device) => (
            <li key={device.handle} className="row">
              <div>
                <p className="row-title">
                  {device.device}
                  {device.handle === handle && <span className="badge">This device</span>}
                </p>
                <p className="hint">
                  Last used <Time at={device.lastUsedAt} /> · Signed in{" "}
                  <Time at={device.createdAt} />
                </p>
              </div>
              <form action={revoke} data-form="revoke">
                <input type="hidden" name="sessionId" value={device.handle} />
                <SubmitButton className="button button-quiet button-small" pending="Logging out…">
                  Log out<span className="visually-hidden"> {device.device}</span>
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
