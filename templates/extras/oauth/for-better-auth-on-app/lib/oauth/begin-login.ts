import "server-only";
import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";
import { askSocial } from "@/lib/oauth/ask-social";

/** @returns the address of the provider */
export async function beginLogin(provider: string, next: string): Promise<string> {
  const answer = await askSocial(provider, next, await headers());
  const begun = new Headers();
  for (const cookie of answer.cookies) begun.append("Set-Cookie", cookie);
  const jar = await cookies();
  // A response reads the cookies that it is made with, and none that come to its headers later.
  for (const cookie of new NextResponse(null, { headers: begun }).cookies.getAll()) jar.set(cookie);
  return answer.url;
}
