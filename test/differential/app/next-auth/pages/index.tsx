import Link from "next/link";
import { BackLink } from "@/components/BackLink";

export default function Home() {
  return (
    <>
      <h1>Welcome to the allotment</h1>
      <Link href="/plots">See the plots</Link>
      <BackLink />
    </>
  );
}
