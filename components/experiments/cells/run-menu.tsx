"use client";

import { Archive, ArchiveRestore, Copy, Ellipsis, SquareArrowOutUpRight, Tags } from "lucide-react";
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
import { TagsDialog } from "./tags-dialog";

/** What can be done with a run from the list. */
export function RunMenu({ run }: { run: RunRow }) {
  const t = useTranslations("experiments.menu");
  const archive = useArchiveRun();
  const [isEditingTags, setIsEditingTags] = useState(false);
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
          <DropdownMenuItem onSelect={() => setIsEditingTags(true)}>
            <Tags aria-hidden />
            {t("tags")}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => archive(run, !run.archived)}>
            {run.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
            {run.archived ? t("unarchive") : t("archive")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isEditingTags && <TagsDialog run={run} onClose={() => setIsEditingTags(false)} />}
    </>
  );
}
