"use client";

import type { ComponentProps, ReactNode } from "react";
import type { RunRow } from "../../../server/contract/run-list";
import { Table, TableBody, TableRow } from "../../ui/table";
import type { ColumnName } from "../columns/column-choice";
import { RowCells } from "./row-cells";
import { RunColumns, RunTableHead, type Sorting, tableWidth } from "./run-table-head";
import type { Selection } from "./use-selection";

type RunTableFrameProps = {
  label?: string;
  columns: readonly ColumnName[];
  sorting: Sorting;
  selection: Selection;
  /** The runs that all are ticked at once, of `total` that there are. */
  loaded: readonly RunRow[];
  total: number;
  /** The rows. */
  children: ReactNode;
};

/** A table of runs around its rows. */
export function RunTableFrame({ label, columns, sorting, selection, loaded, total, children }: RunTableFrameProps) {
  return (
    <Table
      className="table-fixed"
      style={{ minWidth: tableWidth(columns) }}
      aria-label={label}
      aria-rowcount={total + 1}
    >
      <RunColumns columns={columns} />
      <RunTableHead
        columns={columns}
        sorting={sorting}
        selected={selection.of(loaded)}
        onSelectAll={(isSelected) => selection.setAll(loaded, isSelected)}
      />
      <TableBody>{children}</TableBody>
    </Table>
  );
}

type RunTableRowProps = ComponentProps<typeof TableRow> & {
  run: RunRow;
  columns: readonly ColumnName[];
  keys: readonly string[];
  selection: Selection;
};

/** The row of one run. */
export function RunTableRow({ run, columns, keys, selection, ...row }: RunTableRowProps) {
  const isSelected = selection.has(run.id);
  return (
    <TableRow data-run-id={run.id} data-state={isSelected ? "selected" : undefined} {...row}>
      <RowCells run={run} columns={columns} keys={keys} isSelected={isSelected} onSelect={selection.set} />
    </TableRow>
  );
}
