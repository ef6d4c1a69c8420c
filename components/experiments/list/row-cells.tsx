"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { RunRow } from "../../../server/contract/run-list";
import { Checkbox } from "../../ui/checkbox";
import { TableCell } from "../../ui/table";
import { RunMenu } from "../cells/run-menu";
import { Cell } from "../columns/cell";
import type { ColumnName } from "../columns/column-choice";

type RowCellsProps = {
  run: RunRow;
  columns: readonly ColumnName[];
  keys: readonly string[];
  isSelected: boolean;
  onSelect: (runId: string, isSelected: boolean) => void;
};

/** The cells of one run; drawn again only when something of the run has changed. */
export const RowCells = memo(function RowCells({ run, columns, keys, isSelected, onSelect }: RowCellsProps) {
  const t = useTranslations("experiments.columns");
  return (
    <>
      <TableCell>
        <Checkbox
          aria-label={t("selectRun", { name: run.name })}
          checked={isSelected}
          onCheckedChange={(isChecked) => onSelect(run.id, isChecked === true)}
        />
      </TableCell>
      {columns.map((column) => (
        <TableCell key={column} className="overflow-hidden">
          <Cell run={run} column={column} keys={keys} />
        </TableCell>
      ))}
      <TableCell>
        <RunMenu run={run} />
      </TableCell>
    </>
  );
});
