"use client";

import { Archive, FolderInput, GitCompareArrows, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { DeleteDialog } from "./edit/delete-dialog";
import { useArchiveRuns } from "./edit/use-archive-runs";
import { ImportDialog } from "./import/import-dialog";

type SelectionActionsProps = { selected: readonly string[]; isArchive: boolean; onClear: () => void };

/** What can be done with the ticked runs; where none is, the import of others. */
export function SelectionActions({ selected, isArchive, onClear }: SelectionActionsProps) {
  const t = useTranslations("experiments");
  const archive = useArchiveRuns(onClear);
  const [isImporting, setIsImporting] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  if (selected.length === 0) {
    return (
      <>
        <Button variant="outline" onClick={() => setIsImporting(true)}>
          <FolderInput aria-hidden />
          {t("import.open")}
        </Button>
        <Button variant="outline" disabled>
          <GitCompareArrows aria-hidden />
          {t("compare")}
        </Button>
        {isImporting && <ImportDialog onClose={() => setIsImporting(false)} />}
      </>
    );
  }
  return (
    <>
      <Button variant="ghost" onClick={onClear}>
        {t("clearSelection")}
      </Button>
      <Button variant="outline" disabled={archive.isPending} onClick={() => archive.run(selected, !isArchive)}>
        <Archive aria-hidden />
        {t(isArchive ? "unarchiveCount" : "archiveCount", { count: selected.length })}
      </Button>
      <Button variant="outline" onClick={() => setIsDeleting(true)}>
        <Trash2 aria-hidden />
        {t("deleteCount", { count: selected.length })}
      </Button>
      <Button asChild>
        <Link href={`/compare?runs=${selected.map(encodeURIComponent).join(",")}`}>
          <GitCompareArrows aria-hidden />
          {t("compareCount", { count: selected.length })}
        </Link>
      </Button>
      {isDeleting && <DeleteDialog runIds={selected} onClose={() => setIsDeleting(false)} onDeleted={onClear} />}
    </>
  );
}
