"use client";

import { useTranslations } from "next-intl";
import { AllowFolderButton } from "../../shell/allow-folder-dialog";

/** Says that a path lies outside of what may be read, and offers to allow it. */
export function OutsideNote({ reference }: { reference: string }) {
  const t = useTranslations("files.allow");
  return (
    <p className="flex flex-wrap items-center gap-2 text-warning text-xs">
      {t("outside")}
      <AllowFolderButton reference={reference} />
    </p>
  );
}
