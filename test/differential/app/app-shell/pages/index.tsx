import Link from "next/link";

export default function Home() {
  return (
    <>
      <h1>The harbour</h1>
      <Link href="/berths">See the berths</Link>
    </>
  );
}
