import { Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/shell/empty-state";

/** Shown for a link that was revoked, is over or never was. */
export default function NotFound() {
  const t = useTranslations("share.dead");
  return (
    <EmptyState icon={Unlink} title={t("title")}>
      {t("body")}
    </EmptyState>
  );
}
