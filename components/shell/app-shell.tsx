"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LiveProvider } from "../trpc/live";
import { Header } from "./header";
import { RunnerBanner } from "./runner-banner";
import { ShareHeader } from "./share-header";

/** Header, banners and the live stream around a page; share links (`/s/…`) get a bare header and neither stream nor navigation. */
export function AppShell({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  const pathname = usePathname();
  const main = (
    <main id="content" className="mx-auto w-full min-w-0 max-w-[1440px] flex-1 px-4 py-5 sm:px-6">
      {children}
    </main>
  );
  if (pathname.startsWith("/s/")) {
    return (
      <div className="flex min-h-dvh flex-col">
        <ShareHeader />
        {main}
      </div>
    );
  }
  return (
    <LiveProvider>
      <div className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          {t("nav.skip")}
        </a>
        <Header />
        <RunnerBanner />
        {main}
      </div>
    </LiveProvider>
  );
}
