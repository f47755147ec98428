import type { InferGetServerSidePropsType } from "next";
import { Field } from "@/components/field";
import { PageTitle } from "@/components/page-title";
import { Time } from "@/components/time";
import { withUser } from "@/lib/dal";
import { listDevices } from "@/lib/session/devices";

export const getServerSideProps = withUser(async (session) => ({
  props: { handle: session.handle, devices: await listDevices(session) },
}));

export default function AccountPage({
  viewer,
  handle,
  devices,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <>
      <PageTitle title="Account" />
      <div className="page-head">
        <h1>Account</h1>
        <p className="lead">{viewer.email}</p>
      </div>

      <section className="card" aria-labelledby="profile">
        <h2 id="profile">Profile</h2>
        <form
          action="/api/session/rename"
          method="post"
          data-form="rename"
          className="form form-inline"
        >
          <Field label="Name" name="name" defaultValue={viewer.name} maxLength={80} required />
          <button type="submit" className="button button-quiet">
            Save
          </button>
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
              <form action="/api/session/revoke" method="post" data-form="revoke">
                <input type="hidden" name="sessionId" value={device.handle} />
                <button type="submit" className="button button-quiet button-small">
                  Log out<span className="visually-hidden"> {device.device}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
        <div className="actions">
          <form action="/api/session/logout-others" method="post" data-form="logout-others">
            <button type="submit" className="button button-quiet">
              Log out other devices
            </button>
          </form>
          <form action="/api/session/logout-everywhere" method="post" data-form="logout-everywhere">
            <button type="submit" className="button button-danger">
              Log out everywhere
            </button>
          </form>
        </div>
      </section>
    </>
  );
}
