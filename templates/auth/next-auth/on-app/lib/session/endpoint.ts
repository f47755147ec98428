import "server-only";
import { cookies } from "next/headers";
import { NextRequest, NextResponse } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth";
import { orOutage } from "@/lib/session/outage";

const handler = NextAuth(authOptions);

/**
 * Does on the server what next-auth/react does in the browser, so that forms work without JavaScript:
 * sends one request to the endpoints of NextAuth.js, and hands its cookies on.
 * @param action what stands behind /api/auth/ in the address
 * @param form what to post; a GET without it
 * @throws StoreUnavailableError
 */
export async function askEndpoint(
  action: string,
  form?: Record<string, string>,
): Promise<Record<string, string>> {
  const request = new NextRequest(`http://internal.invalid/api/auth/${action}`, {
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
  const params = { nextauth: action.split("/") };
  const response: Response = await orOutage(() => handler(request, { params }));
  const jar = await cookies();
  for (const { value = "", ...cookie } of new NextResponse(null, response).cookies.getAll()) {
    // Parsing drops what is 0 or empty, and with it the Max-Age of a deletion.
    jar.set({ ...cookie, value, ...(value === "" && { maxAge: 0 }) });
  }
  return response.json();
}
