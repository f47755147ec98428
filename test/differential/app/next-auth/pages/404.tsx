import Link from "next/link";

export default function NotFound() {
  return (
    <>
      <h1>No such bed</h1>
      <p>
        Nothing grows here. <Link href="/">Back to the gate</Link>
      </p>
    </>
  );
}
