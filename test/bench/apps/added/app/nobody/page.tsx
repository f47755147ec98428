import Link from "next/link";
import { connection } from "next/server";

const facts = { "Signed in as": "nobody@people.example", Role: "user", Device: "none" };

/** About as much as the dashboard shows, to whoever comes. */
export default async function NobodyPage() {
  await connection();
  const began = new Date().toISOString();
  const times = {
    "Session began": began,
    "Ends, if left unused": began,
    "Ends in any case": began,
  };
  return (
    <>
      <div className="page-head">
        <h1>Hello, nobody</h1>
        <p className="lead">Everybody sees this page.</p>
      </div>
      <dl className="tiles">
        {Object.entries({ ...facts, ...times }).map(([name, value]) => (
          <div className="fact" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">
        Your devices are on the <Link href="/account">account page</Link>.
      </p>
    </>
  );
}
