import { Unlink } from "lucide-react";
import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/shell/empty-state";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("share.dead");
  return { title: t("title") };
}

/** Shown for a link that was revoked, is over or never was. */
export default function NotFound() {
  const t = useTranslations("share.dead");
  return (
    <EmptyState icon={Unlink} title={t("title")}>
      {t("body")}
    </EmptyState>
  );
}
