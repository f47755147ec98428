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
    text: "Pages and API routes each ask who is there, so no path slips past the guard.",
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
