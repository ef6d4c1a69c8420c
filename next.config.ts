import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./components/lib/i18n-request.ts");

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: false,
  serverExternalPackages: ["better-sqlite3", "tinypool"],
  images: { remotePatterns: [], unoptimized: true },
};

export default withNextIntl(config);
