import Link from "next/link";

export default function Home() {
  return (
    <p>
      The reading room opens at nine. <Link href="/desk">To your desk</Link>
    </p>
  );
}
