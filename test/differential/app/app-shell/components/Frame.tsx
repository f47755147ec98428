import Link from "next/link";
import { useRouter } from "next/router";
import { useSession } from "next-auth/react";
import type { ReactNode } from "react";
import { usePhrase } from "@/lib/phrases";
import Progress from "./Progress";

export default function Frame({ children }: { children: ReactNode }) {
  const { data } = useSession();
  const say = usePhrase();
  const { pathname } = useRouter();
  return (
    <>
      <header data-styled="">
        <Link href="/">Sailing club</Link> {say("welcome")},{" "}
        {pathname.startsWith("/berths") ? data?.user.name : "stranger"}
        <p>Chart {pathname}</p>
        <Progress />
      </header>
      {children}
    </>
  );
}
