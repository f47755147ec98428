import type { NextConfig } from "next";

/** What decides how a page is sent is as in generated applications: both are rendered alike. */
const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  htmlLimitedBots: /.*/,
  experimental: { instantInsights: { validationLevel: "manual-warning" } },
  poweredByHeader: false,
};

export default nextConfig;
