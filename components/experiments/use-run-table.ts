"use client";

import {
  getCoreRowModel,
  getSortedRowModel,
  type RowSelectionState,
  type SortingState,
  useReactTable,
} from "@tanstack/react-table";
import type { RunSummary } from "../../server/contract/run";
import { useColumns } from "./columns";
import { type ListState, type SetListState, sortKeys } from "./use-list-state";

/** The table model over the shown runs; order and selection are read from and written to the URL. */
export function useRunTable(
  runs: RunSummary[],
  allTags: readonly string[],
  [state, setState]: readonly [ListState, SetListState],
) {
  const columns = useColumns(allTags);
  const sorting: SortingState = [{ id: state.sort, desc: state.order === "desc" }];
  const rowSelection: RowSelectionState = Object.fromEntries(state.selected.map((id) => [id, true]));
  return useReactTable({
    data: runs,
    columns,
    state: { sorting, rowSelection },
    getRowId: (run) => run.id,
    enableSortingRemoval: false,
    sortDescFirst: true,
    // Without pages there is nothing to reset; the reset would render once more after every change.
    autoResetAll: false,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    onSortingChange: (update) => {
      const [next] = typeof update === "function" ? update(sorting) : update;
      const sort = sortKeys.find((key) => key === next?.id);
      if (sort !== undefined) void setState({ sort, order: next?.desc === false ? "asc" : "desc" });
    },
    onRowSelectionChange: (update) => {
      const next = typeof update === "function" ? update(rowSelection) : update;
      void setState({ selected: Object.keys(next).filter((id) => next[id] === true) });
    },
  });
}
