import { Compass } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";

/** Shown for an address that leads nowhere. */
export default function NotFound() {
  const t = useTranslations("common.error");
  return (
    <EmptyState
      icon={Compass}
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
