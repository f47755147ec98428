import "server-only";
import { signIn } from "@/auth";
import { orOutage } from "@/lib/session/outage";

/** @returns the address of the provider */
export async function beginLogin(provider: string, next: string): Promise<string> {
  return orOutage(() => signIn(provider, { redirectTo: next, redirect: false }));
}
