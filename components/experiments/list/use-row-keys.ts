"use client";

import { type RefObject, useCallback, useRef } from "react";
import type { RunRow } from "../../../server/contract/run-list";
import { useHotkey } from "../../lib/use-hotkey";
import type { Selection } from "./use-selection";

type RowKeys = {
  count: number;
  frame: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
  rowAt: (index: number) => RunRow | undefined;
  selection: Selection;
};

/** j and k go through the rows, x ticks the one in focus; Enter opens it, being a link. */
export function useRowKeys({ count, frame, scrollTo, rowAt, selection }: RowKeys): void {
  const current = useRef(-1);
  const go = useCallback(
    (step: 1 | -1) => {
      const focused = document.activeElement?.closest<HTMLElement>("[data-index]")?.dataset.index;
      const from = focused === undefined ? current.current : Number(focused);
      const index = Math.min(count - 1, Math.max(0, from + step));
      current.current = index;
      scrollTo(index);
      // The row is drawn once the page has scrolled.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          frame.current?.querySelector<HTMLElement>(`[data-index="${index}"] a[href^="/runs/"]`)?.focus(),
        ),
      );
    },
    [count, frame, scrollTo],
  );
  useHotkey(
    "j",
    useCallback(() => go(1), [go]),
  );
  useHotkey(
    "k",
    useCallback(() => go(-1), [go]),
  );
  useHotkey(
    "x",
    useCallback(() => {
      const run = rowAt(current.current);
      if (run !== undefined) selection.set(run.id, !selection.has(run.id));
    }, [rowAt, selection]),
  );
}
