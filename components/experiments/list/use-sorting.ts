"use client";

import { useMemo } from "react";
import type { RunSort } from "../../../server/contract/run-list";
import type { ListState, SetListState } from "../use-list-state";
import type { Sorting } from "./run-table-head";

/** The order of the list, which stands in the address; the head of the sorted column turns it round. */
export function useSorting([{ sort, order }, setState]: readonly [ListState, SetListState]): Sorting {
  return useMemo(
    () => ({
      sort,
      order,
      onSort: (next: RunSort) =>
        void setState({ sort: next, order: next === sort && order === "desc" ? "asc" : "desc" }),
    }),
    [sort, order, setState],
  );
}
