"use client";

import { flexRender, type Header, type Table as TableModel } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RunSummary } from "../../server/contract/run";
import { cn } from "../lib/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";

/** The runs as a table; a click on a column head sorts. */
export function RunTable({ table }: { table: TableModel<RunSummary> }) {
  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          {table.getHeaderGroups().map((group) => (
            <TableRow key={group.id} className="hover:bg-transparent">
              {group.headers.map((header) => (
                <HeadCell key={header.id} header={header} />
              ))}
            </TableRow>
          ))}
        </TableHeader>
        <TableBody>
          {table.getRowModel().rows.map((row) => (
            <TableRow key={row.id} data-state={row.getIsSelected() ? "selected" : undefined} data-run-id={row.id}>
              {row.getVisibleCells().map((cell) => (
                <TableCell key={cell.id}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function HeadCell({ header }: { header: Header<RunSummary, unknown> }) {
  const t = useTranslations("experiments");
  const content = flexRender(header.column.columnDef.header, header.getContext());
  if (!header.column.getCanSort()) return <TableHead>{content}</TableHead>;
  const sorted = header.column.getIsSorted();
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  const name = String(header.column.columnDef.header);
  return (
    <TableHead aria-sort={sorted === false ? "none" : sorted === "asc" ? "ascending" : "descending"}>
      <button
        type="button"
        className={cn(
          "-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-foreground",
          sorted && "text-foreground",
        )}
        title={t("sortBy", { column: name })}
        onClick={header.column.getToggleSortingHandler()}
      >
        {content}
        <Arrow className={cn("size-3", sorted === false && "invisible")} aria-hidden />
      </button>
    </TableHead>
  );
}
