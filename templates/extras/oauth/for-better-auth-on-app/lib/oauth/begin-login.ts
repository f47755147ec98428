import "server-only";
import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";
import { askSocial } from "@/lib/oauth/ask-social";

/** @returns the address of the provider */
export async function beginLogin(provider: string, next: string): Promise<string> {
  const answer = await askSocial(provider, next, await headers());
  const response = new NextResponse();
  for (const cookie of answer.cookies) response.headers.append("Set-Cookie", cookie);
  const jar = await cookies();
  for (const cookie of response.cookies.getAll()) jar.set(cookie);
  return answer.url;
}
