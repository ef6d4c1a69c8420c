"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Skeleton } from "../../ui/skeleton";
import { TableCell, TableRow } from "../../ui/table";
import type { ColumnName } from "../columns/column-choice";
import { keysOf } from "../columns/column-choice";
import { RunTableFrame, RunTableRow } from "./run-table-frame";
import type { Sorting } from "./run-table-head";
import { useRowKeys } from "./use-row-keys";
import type { RunPages } from "./use-run-pages";
import type { Selection } from "./use-selection";

const rowHeight = 57;

type RunTableProps = {
  pages: RunPages;
  columns: readonly ColumnName[];
  sorting: Sorting;
  selection: Selection;
};

/** The runs as a table of which only the rows on screen are drawn. */
export function RunTable({ pages: { total, rowAt, show, loaded }, columns, sorting, selection }: RunTableProps) {
  const t = useTranslations("experiments");
  const frame = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    if (frame.current !== null) setScrollMargin(frame.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: total,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin,
    initialRect: { width: 1200, height: 900 },
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  useEffect(() => {
    if (first !== undefined && last !== undefined) show(first.index, last.index);
  }, [first, last, show]);
  useRowKeys({ count: total, frame, scrollTo: (index) => virtualizer.scrollToIndex(index), rowAt, selection });
  const keys = keysOf(columns);
  const before = (first?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((last?.end ?? scrollMargin) - scrollMargin);
  return (
    <div ref={frame} className="rounded-lg border bg-card">
      <RunTableFrame label={t("title")} {...{ columns, sorting, selection, loaded, total }}>
        <Spacer height={before} columns={columns.length + 2} />
        {items.map(({ index }) => {
          const run = rowAt(index);
          return run === undefined ? (
            <LoadingRow key={`at ${index}`} columns={columns.length + 2} />
          ) : (
            <RunTableRow
              key={run.id}
              ref={virtualizer.measureElement}
              {...{ run, columns, keys, selection }}
              data-index={index}
              aria-rowindex={index + 2}
              style={{ height: rowHeight }}
            />
          );
        })}
        <Spacer height={after} columns={columns.length + 2} />
      </RunTableFrame>
    </div>
  );
}

function LoadingRow({ columns }: { columns: number }) {
  return (
    <TableRow style={{ height: rowHeight }}>
      <TableCell colSpan={columns}>
        <Skeleton className="h-5 w-full" />
      </TableCell>
    </TableRow>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
