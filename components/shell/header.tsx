"use client";

import { FlaskConical, GitCompareArrows, Plus, Settings } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "../lib/cn";
import { Button } from "../ui/button";
import { CommandMenu } from "./command-menu";
import { LiveIndicator } from "./live-indicator";
import { LocaleSwitch } from "./locale-switch";
import { Logo } from "./logo";
import { ThemeToggle } from "./theme-toggle";

const pages = [
  { href: "/", key: "experiments", icon: FlaskConical, owns: ["/runs", "/experiments"] },
  { href: "/compare", key: "compare", icon: GitCompareArrows, owns: [] },
  { href: "/settings", key: "settings", icon: Settings, owns: [] },
] as const;

/** The bar on top of every page: where one is, where one can go, and whether the page is live. */
export function Header() {
  const t = useTranslations("common");
  const pathname = usePathname();
  return (
    <header className="sticky top-0 z-40 border-b bg-background/90 backdrop-blur">
      <div className="mx-auto flex h-12 max-w-[1440px] items-center gap-0.5 px-2 sm:gap-2 sm:px-6">
        <Link href="/" className="flex items-center gap-2 font-semibold sm:mr-3" aria-label={t("app.name")}>
          <Logo className="size-6 text-primary" />
          <span className="hidden sm:inline">{t("app.name")}</span>
        </Link>
        <nav aria-label={t("nav.main")} className="flex items-center gap-0.5">
          {pages.map(({ href, key, icon: Icon, owns }) => {
            const isCurrent = pathname === href || owns.some((prefix) => pathname.startsWith(prefix));
            return (
              <Link
                key={href}
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={cn(
                  "flex h-8 items-center gap-1.5 rounded-md px-1.5 font-medium text-muted-foreground text-sm hover:bg-accent hover:text-foreground sm:px-2",
                  isCurrent && "bg-secondary text-foreground",
                )}
              >
                <Icon className={cn("size-4", key !== "settings" && "max-sm:min-[22.5rem]:hidden")} aria-hidden />
                <span className={key === "settings" ? "max-sm:sr-only" : "max-[22.5rem]:sr-only"}>
                  {t(`nav.${key}`)}
                </span>
              </Link>
            );
          })}
        </nav>
        <div className="ml-auto flex items-center gap-0.5 sm:gap-1">
          <LiveIndicator />
          <CommandMenu />
          <LocaleSwitch />
          <ThemeToggle />
          <Button asChild className="ml-1 max-sm:size-8 max-sm:px-0">
            <Link href="/experiments/new" aria-label={t("nav.new")}>
              <Plus aria-hidden />
              <span className="max-md:hidden">{t("nav.new")}</span>
            </Link>
          </Button>
        </div>
      </div>
    </header>
  );
}
