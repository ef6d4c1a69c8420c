import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.error");
  return { title: t("notFoundTitle") };
}

/** Shown for an address that leads nowhere. */
export default function NotFound() {
  const t = useTranslations("common.error");
  return (
    <EmptyState
      icon={Compass}
      isPage
      title={t("notFoundTitle")}
      actions={
        <Button asChild variant="outline">
          <Link href="/">{t("backHome")}</Link>
        </Button>
      }
    >
      {t("notFoundBody")}
    </EmptyState>
  );
}
