"use client";

import { useTranslations } from "next-intl";
import type { Folder } from "../../../server/contract/files";
import { Button } from "../../ui/button";

/** Takes the folder that is open, where it is a model's. */
export function UseFolder({ folder, onPick }: { folder: Folder | null; onPick: (reference: string) => void }) {
  const t = useTranslations("files.browse");
  return (
    <div className="flex flex-wrap items-center justify-end gap-3">
      {folder?.model === null && <span className="text-muted-foreground text-xs">{t("noModelHere")}</span>}
      <Button disabled={!folder?.model} onClick={() => folder !== null && onPick(folder.reference)}>
        {t("useFolder")}
      </Button>
    </div>
  );
}
