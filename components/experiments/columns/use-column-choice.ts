"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { type ColumnName, readChoice, toggleColumn, usualColumns } from "./column-choice";

const storageKey = "stillroom.list.columns";
const changed = "stillroom:columns";

/** The columns of the list, which this browser remembers. */
export function useColumnChoice() {
  const stored = useSyncExternalStore(subscribe, readStored, () => null);
  const columns = useMemo(() => readChoice(stored), [stored]);
  const toggle = useCallback((column: ColumnName) => {
    write(JSON.stringify(toggleColumn(readChoice(readStored()), column)));
  }, []);
  const reset = useCallback(() => write(JSON.stringify(usualColumns)), []);
  return { columns, toggle, reset };
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function write(text: string): void {
  try {
    localStorage.setItem(storageKey, text);
  } catch {
    // A browser that keeps nothing shows the usual columns.
  }
  window.dispatchEvent(new Event(changed));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changed, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(changed, onChange);
    window.removeEventListener("storage", onChange);
  };
}
export type ColumnChoice = ReturnType<typeof useColumnChoice>;
