"use client";

import { useCallback, useMemo } from "react";
import type { RunRow } from "../../../server/contract/run-list";
import type { ListState, SetListState } from "../use-list-state";

// The address holds them.
const mostSelected = 100;

/** The runs that are ticked; they stand in the address, so that they outlive search and filters. */
export function useSelection([{ selected }, setState]: readonly [ListState, SetListState]) {
  const chosen = useMemo(() => new Set(selected), [selected]);
  const change = useCallback(
    (runIds: readonly string[], isSelected: boolean) =>
      void setState((before) => {
        const next = new Set(before.selected);
        for (const runId of runIds) isSelected ? next.add(runId) : next.delete(runId);
        return { selected: [...next].slice(0, mostSelected) };
      }),
    [setState],
  );
  const set = useCallback((runId: string, isSelected: boolean) => change([runId], isSelected), [change]);
  const setAll = useCallback(
    (runs: readonly RunRow[], isSelected: boolean) =>
      change(
        runs.map(({ id }) => id),
        isSelected,
      ),
    [change],
  );
  return {
    has: (runId: string) => chosen.has(runId),
    /** How many of these are ticked. */
    of: (runs: readonly RunRow[]): "all" | "some" | "none" => {
      const count = runs.filter(({ id }) => chosen.has(id)).length;
      if (count === 0) return "none";
      return count === runs.length ? "all" : "some";
    },
    set,
    setAll,
  };
}

export type Selection = ReturnType<typeof useSelection>;
