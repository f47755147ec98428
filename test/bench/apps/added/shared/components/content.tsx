import Link from "next/link";

export interface Somebody {
  id: string;
  email: string;
  name: string;
  role: string;
}

/** About as much as the dashboard of a generated application shows. */
export function Content({ user }: { user: Somebody }) {
  const began = new Date().toISOString();
  const facts = {
    "Signed in as": user.email,
    Role: user.role,
    Device: "none",
    "Session began": <time dateTime={began}>{began}</time>,
    "Ends, if left unused": <time dateTime={began}>{began}</time>,
    "Ends in any case": <time dateTime={began}>{began}</time>,
  };
  return (
    <>
      <div className="page-head">
        <h1>Hello, {user.name}</h1>
        <p className="lead">This is a page like any other.</p>
      </div>
      <dl className="tiles">
        {Object.entries(facts).map(([name, value]) => (
          <div className="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section className="card" aria-labelledby="next-steps">
        <h2 id="next-steps">Make it yours</h2>
        <ul className="list">
          <li className="row">
            <span>This page</span>
            <code>nobody.tsx</code>
          </li>
          <li className="row">
            <span>Who may see what</span>
            <code>everybody, everything</code>
          </li>
          <li className="row">
            <span>Colours and shapes</span>
            <code>styles/globals.css</code>
          </li>
        </ul>
        <p className="hint">
          There is nothing on the <Link href="/login">login page</Link>.
        </p>
      </section>
    </>
  );
}
