"use client";

import { useTranslations } from "next-intl";
import type { RunFilter } from "../../../server/contract/run-list";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/skeleton";
import type { ColumnName } from "../columns/column-choice";
import { pageSize } from "./list-query";
import { RunCards } from "./run-cards";
import { RunTableFrame, RunTableRow } from "./run-table-frame";
import type { Sorting } from "./run-table-head";
import { useRunPages } from "./use-run-pages";
import type { Selection } from "./use-selection";

export type GroupProps = {
  filter: RunFilter;
  keys: string[];
  columns: readonly ColumnName[];
  sorting: Sorting;
  selection: Selection;
  isNarrow: boolean;
};

/** The runs of one group, a page at a time. */
export function GroupRows({ filter, keys, columns, sorting, selection, isNarrow }: GroupProps) {
  const t = useTranslations("experiments");
  const pages = useRunPages({ filter, sort: sorting.sort, order: sorting.order, keys });
  const { loaded, total, show, first } = pages;
  if (first.isPending) return <Skeleton className="m-3 h-14" />;
  if (isNarrow)
    return (
      <div className="p-2">
        <RunCards pages={pages} selection={selection} />
      </div>
    );
  return (
    <div className="border-t">
      <RunTableFrame {...{ columns, sorting, selection, loaded, total }}>
        {loaded.map((run) => (
          <RunTableRow key={run.id} {...{ run, columns, keys, selection }} className="h-14" />
        ))}
      </RunTableFrame>
      {loaded.length < total && (
        <Button variant="ghost" className="w-full" onClick={() => show(0, loaded.length + pageSize - 1)}>
          {t("showMore")}
        </Button>
      )}
    </div>
  );
}
