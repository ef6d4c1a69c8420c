"use client";

import { useTranslations } from "next-intl";
import type { RunFilter } from "../../../server/contract/run-list";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/skeleton";
import { Table, TableBody, TableRow } from "../../ui/table";
import type { ColumnName } from "../columns/column-choice";
import { pageSize } from "./list-query";
import { RowCells } from "./row-cells";
import { RunCards } from "./run-cards";
import { RunColumns, RunTableHead, type Sorting, tableWidth } from "./run-table-head";
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
      <Table className="table-fixed" style={{ minWidth: tableWidth(columns) }} aria-rowcount={total + 1}>
        <RunColumns columns={columns} />
        <RunTableHead
          columns={columns}
          sorting={sorting}
          selected={selection.of(loaded)}
          onSelectAll={(isSelected) => selection.setAll(loaded, isSelected)}
        />
        <TableBody>
          {loaded.map((run) => (
            <TableRow
              key={run.id}
              data-run-id={run.id}
              data-state={selection.has(run.id) ? "selected" : undefined}
              className="h-14"
            >
              <RowCells
                run={run}
                columns={columns}
                keys={keys}
                isSelected={selection.has(run.id)}
                onSelect={selection.set}
              />
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {loaded.length < total && (
        <Button variant="ghost" className="w-full" onClick={() => show(0, loaded.length + pageSize - 1)}>
          {t("showMore")}
        </Button>
      )}
    </div>
  );
}
