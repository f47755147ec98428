import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * The address of who is asking, used to slow down guessing. Nothing else should rely on it.
 *
 * Next.js does not hand out the address of the connection, and X-Forwarded-For is only as honest as
 * whoever wrote it. So each request is stamped with the real one as it arrives, over whatever a
 * client may have sent under that name.
 */
const STAMP = "x-connection-address";

/** Called once at start (instrumentation.ts). */
export function stampConnectionAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[STAMP] = request.socket.remoteAddress ?? "";
  });
}

/** With TRUST_PROXY, the last X-Forwarded-For entry: the one that the nearest proxy added. */
export function clientAddress(headers: Headers): string {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  const trusted = process.env.TRUST_PROXY === "1" ? forwarded : undefined;
  return networkOf(trusted || headers.get(STAMP) || "unknown");
}

/** One person can have 2^64 IPv6 addresses, so those are counted by network. */
function networkOf(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/, "");
  return isIPv6(mapped) ? mapped.split(":").slice(0, 4).join(":") : mapped;
}
