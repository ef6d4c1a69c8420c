"use client";

import { Archive, ArchiveRestore, Copy, Ellipsis, PencilLine, SquareArrowOutUpRight, Tags, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RunRow } from "../../../server/contract/run-list";
import { useArchiveRun } from "../../shell/use-archive-run";
import { Button } from "../../ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../../ui/dropdown-menu";
import { DeleteDialog } from "../edit/delete-dialog";
import { DetailsDialog } from "../edit/details-dialog";
import { TagsDialog } from "../edit/tags-dialog";

/** What can be done with a run from the list. */
export function RunMenu({ run }: { run: RunRow }) {
  const t = useTranslations("experiments.menu");
  const archive = useArchiveRun();
  const [open, setOpen] = useState<"tags" | "details" | "delete" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t("label", { name: run.name })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem asChild>
            <Link href={`/runs/${run.id}`}>
              <SquareArrowOutUpRight aria-hidden />
              {t("open")}
            </Link>
          </DropdownMenuItem>
          {run.recipeProblem === null && (
            <DropdownMenuItem asChild>
              <Link href={`/experiments/new?from=${run.id}`}>
                <Copy aria-hidden />
                {t("clone")}
              </Link>
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setOpen("details")}>
            <PencilLine aria-hidden />
            {t("details")}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen("tags")}>
            <Tags aria-hidden />
            {t("tags")}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => archive(run, !run.archived)}>
            {run.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            {run.archived ? t("unarchive") : t("archive")}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen("delete")}>
            <Trash2 aria-hidden />
            {t("delete")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "tags" && <TagsDialog run={run} onClose={close} />}
      {open === "details" && <DetailsDialog run={run} onClose={close} />}
      {open === "delete" && <DeleteDialog runIds={[run.id]} onClose={close} />}
    </>
  );
}
