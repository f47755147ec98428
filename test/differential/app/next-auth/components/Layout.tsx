import Link from "next/link";
import type { ReactNode } from "react";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <header data-styled>
        <Link href="/">Allotment club</Link> <Link href="/dashboard">Dashboard</Link>
      </header>
      <main>{children}</main>
    </>
  );
}
