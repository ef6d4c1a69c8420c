"use client";

import { useCallback, useState } from "react";

/** Makes a keyboard stop of what is not a control: browsers scroll what has the focus, and read out its label. */
export const keyboardStop = { tabIndex: 0 } as const;

/** Props for a box that scrolls inside itself: a keyboard stop while its content does not fit. */
export function useScrollStop<Box extends HTMLElement>() {
  const [isCut, setIsCut] = useState(false);
  const ref = useCallback((box: Box | null) => {
    if (box === null) return;
    const look = () => setIsCut(box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1);
    const observer = new ResizeObserver(look);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    look();
    return () => observer.disconnect();
  }, []);
  return { ref, ...(isCut && keyboardStop) };
}
