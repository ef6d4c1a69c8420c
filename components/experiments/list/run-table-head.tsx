"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RunSort } from "../../../server/contract/run-list";
import { cn } from "../../lib/cn";
import { Checkbox } from "../../ui/checkbox";
import { TableHead, TableHeader, TableRow } from "../../ui/table";
import { sortOf, widthOf } from "../columns/cell";
import type { ColumnName } from "../columns/column-choice";
import { useColumnTitle } from "../columns/column-title";

export type Sorting = { sort: RunSort; order: "asc" | "desc"; onSort: (sort: RunSort) => void };

type RunTableHeadProps = {
  columns: readonly ColumnName[];
  sorting: Sorting;
  selected: "all" | "some" | "none";
  onSelectAll: (isSelected: boolean) => void;
};

const endWidth = 44;

/** The least width of a table with these columns, in px. */
export function tableWidth(columns: readonly ColumnName[]): number {
  const leastName = 200;
  return columns.reduce((sum, column) => sum + (widthOf(column) ?? leastName), 2 * endWidth);
}

/** The widths of the columns, which do not follow what is in them: rows come and go while one scrolls. */
export function RunColumns({ columns }: { columns: readonly ColumnName[] }) {
  return (
    <colgroup>
      <col style={{ width: endWidth }} />
      {columns.map((column) => (
        <col key={column} style={{ width: widthOf(column) ?? undefined }} />
      ))}
      <col style={{ width: endWidth }} />
    </colgroup>
  );
}

/** The heads of the columns; a click sorts. */
export function RunTableHead({ columns, sorting, selected, onSelectAll }: RunTableHeadProps) {
  const t = useTranslations("experiments.columns");
  return (
    <TableHeader>
      <TableRow className="hover:bg-transparent" aria-rowindex={1}>
        <TableHead>
          <Checkbox
            aria-label={t("selectAll")}
            checked={selected === "all" ? true : selected === "some" ? "indeterminate" : false}
            onCheckedChange={(isChecked) => onSelectAll(isChecked === true)}
          />
        </TableHead>
        {columns.map((column) => (
          <HeadCell key={column} column={column} sorting={sorting} />
        ))}
        <TableHead>
          <span className="sr-only">{t("menu")}</span>
        </TableHead>
      </TableRow>
    </TableHeader>
  );
}

function HeadCell({ column, sorting }: { column: ColumnName; sorting: Sorting }) {
  const t = useTranslations("experiments");
  const title = useColumnTitle()(column);
  const sort = sortOf(column);
  if (sort === null)
    return (
      <TableHead className="truncate" title={title}>
        {title}
      </TableHead>
    );
  const isSorted = sorting.sort === sort;
  const isAscending = isSorted && sorting.order === "asc";
  const Arrow = isAscending ? ArrowUp : ArrowDown;
  return (
    <TableHead aria-sort={!isSorted ? "none" : isAscending ? "ascending" : "descending"}>
      <button
        type="button"
        className={cn(
          "-mx-1 inline-flex max-w-full items-center gap-1 rounded-sm px-1 hover:text-foreground",
          isSorted && "text-foreground",
        )}
        title={t("sortBy", { column: title })}
        onClick={() => sorting.onSort(sort)}
      >
        <span className="truncate">{title}</span>
        {isSorted && <Arrow className="size-3 shrink-0" aria-hidden />}
      </button>
    </TableHead>
  );
}
