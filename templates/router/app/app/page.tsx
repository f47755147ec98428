import Link from "next/link";
import { getViewer } from "@/lib/dal";

const PROMISES = [
  {
    title: "Yours to end",
    text: "Log out here, on one device or everywhere. The session ends on the server, at once.",
  },
  {
    title: "Nothing to read in the cookie",
    text: "No name, no address, no role that somebody could look up there, let alone change.",
  },
  {
    title: "Guarded at the data",
    text: "Pages, actions and routes each ask who is there, so no path slips past the guard.",
  },
];

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
      <ul className="tiles">
        {PROMISES.map(({ title, text }) => (
          <li key={title} className="card">
            <div className="card-head">
              <h2>{title}</h2>
              <p className="lead">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
