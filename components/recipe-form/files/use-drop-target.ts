"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/** Lets files be dropped on an element; true while some are held over it. */
export function useDropTarget(
  target: RefObject<HTMLElement | null>,
  onDrop: (files: readonly File[]) => void,
): boolean {
  const [isOver, setIsOver] = useState(false);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  });
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const ending = new AbortController();
    const on = (type: "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void) =>
      element.addEventListener(type, act, { signal: ending.signal });
    const take = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return false;
      event.preventDefault();
      return true;
    };
    on("dragover", (event) => {
      if (take(event)) setIsOver(true);
    });
    on("dragleave", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setIsOver(false);
    });
    on("drop", (event) => {
      if (!take(event)) return;
      setIsOver(false);
      drop.current([...(event.dataTransfer?.files ?? [])]);
    });
    return () => ending.abort();
  }, [target]);
  return isOver;
}
