import type { NextConfig } from "next";

/** Where Clerk answers for this application; it is written in the publishable key. */
const [, , encodedHost = ""] = (process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? "").split("_");
const host = Buffer.from(encodedHost, "base64").toString().replace("$", "");
const clerk = host ? `https://${host}` : "https://*.clerk.accounts.dev";

const securityHeaders = [
  {
    key: "Content-Security-Policy",
    value: [
      "default-src 'self'",
      // Next.js starts pages with inline scripts; its guide "Content Security Policy" shows how to
      // replace 'unsafe-inline' by a nonce.
      `script-src 'self' 'unsafe-inline' ${clerk} https://challenges.cloudflare.com${process.env.NODE_ENV === "production" ? "" : " 'unsafe-eval'"}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob: https://img.clerk.com",
      `connect-src 'self' ${clerk} https://clerk-telemetry.com`,
      "frame-src https://challenges.cloudflare.com",
      "worker-src 'self' blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
  },
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Not "no-referrer": it would take the Origin from form posts, which the CSRF check needs.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
];

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  /*
   * With cacheComponents, Next.js sends a prerendered shell, and with it status 200, before a page
   * has found out who is asking: redirect() would be a <meta> refresh and forbidden() a 200. Only
   * clients that this matches get the page in one piece with its real status, so it matches all.
   */
  htmlLimitedBots: /.*/,
  experimental: {
    authInterrupts: true, // forbidden() and app/forbidden.tsx
    // Pages wait for who is asking, on purpose; `export const instant = true` has one checked.
    instantInsights: { validationLevel: "manual-warning" },
  },
  poweredByHeader: false,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;
