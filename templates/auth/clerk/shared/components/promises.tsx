const PROMISES = [
  {
    title: "Accounts are kept for you",
    text: "Login, sign-up, profile and the list of devices are Clerk's: end a session there.",
  },
  {
    title: "A token for a minute",
    text: "Each request carries one that is verified here; a session that has ended gets no other.",
  },
  {
    title: "Guarded at the data",
    text: "Whatever shows something asks who is there, so no path slips past the guard.",
  },
];

/** What the start page says of the sessions here. */
export function Promises() {
  return (
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
  );
}
